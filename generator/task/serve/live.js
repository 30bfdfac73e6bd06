// Keeps an open page as new as its files: shows the problems over it, and
// loads it again, at the same place, when it has become different.
(() => {
  const seen = document.currentScript.dataset.sum;
  const kept = "plainsight-place";

  // The place is the last element with a name above the middle of the window,
  // since what stands before it may grow.
  const place = () => {
    let name = "", top = 0;
    for (const element of document.querySelectorAll("main [id]")) {
      const at = element.getBoundingClientRect().top;
      if (at > innerHeight / 2) break;
      [name, top] = [element.id, at];
    }
    const open = [...document.querySelectorAll("details")].map((one) => one.open);
    return { page: location.pathname, name, top, scroll: scrollY, open, focus: document.activeElement?.id ?? "" };
  };

  const restore = () => {
    const was = JSON.parse(sessionStorage.getItem(kept) ?? "null");
    sessionStorage.removeItem(kept);
    if (was?.page !== location.pathname) return;
    const folded = document.querySelectorAll("details");
    if (folded.length === was.open.length) folded.forEach((one, i) => { one.open = was.open[i]; });
    const element = was.name && document.getElementById(was.name);
    scrollTo(0, element ? scrollY + element.getBoundingClientRect().top - was.top : was.scroll);
    if (was.focus) document.getElementById(was.focus)?.focus({ preventScroll: true });
  };

  const panel = document.createElement("aside");
  panel.className = "plainsight-problems";
  panel.setAttribute("aria-label", "Problems");
  panel.setAttribute("role", "alert");
  panel.hidden = true;
  const words = document.createElement("pre");
  words.tabIndex = 0;
  const hide = document.createElement("button");
  hide.type = "button";
  hide.textContent = "Hide until the next save";
  hide.addEventListener("click", () => { panel.hidden = true; });
  panel.append(words, hide);
  document.body.append(panel);

  const tell = (text) => {
    if (words.textContent === text) return;
    words.textContent = text;
    panel.hidden = text === "";
  };

  const events = new EventSource(`/_plainsight/events?page=${encodeURIComponent(location.pathname)}&sum=${seen}`);
  events.addEventListener("message", (event) => {
    const news = JSON.parse(event.data);
    tell(news.problems);
    if (!news.changed) return;
    events.close();
    sessionStorage.setItem(kept, JSON.stringify(place()));
    history.scrollRestoration = "manual";
    location.reload();
  });
  events.addEventListener("error", () => {
    tell("The preview has ended. To go on, type in the folder of the site: make serve");
  });

  if (document.readyState === "complete") restore();
  else addEventListener("load", restore);
})();
