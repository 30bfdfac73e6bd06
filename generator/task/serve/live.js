// Keeps an open page as new as its files: shows the problems over it, and
// renews it, at the same place, when it has become different.
(() => {
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

  const stay = (was) => {
    const element = was.scroll && was.name && document.getElementById(was.name);
    scrollTo(0, element ? scrollY + element.getBoundingClientRect().top - was.top : was.scroll);
  };

  const restore = () => {
    const was = JSON.parse(sessionStorage.getItem(kept) ?? "null");
    sessionStorage.removeItem(kept);
    if (was?.page !== location.pathname) return;
    const folded = document.querySelectorAll("details");
    if (folded.length === was.open.length) folded.forEach((one, i) => { one.open = was.open[i]; });
    stay(was);
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

  const loadAgain = () => {
    events.close();
    sessionStorage.setItem(kept, JSON.stringify(place()));
    history.scrollRestoration = "manual";
    location.reload();
  };

  // renew puts what is different into the page; false where that cannot be done.
  const renew = (text) => {
    const was = place();
    document.documentElement.style.overflowAnchor = "none"; // the place is kept by us
    seen = plainsight.renewed(text);
    stay(was);
    document.documentElement.style.overflowAnchor = "";
    return seen !== "";
  };

  let seen = plainsight.sum(), newest = seen, busy = false;
  const follow = async () => {
    while (newest !== seen) {
      const asked = newest;
      const answer = await fetch(location.pathname + location.search).catch(() => null);
      if (!answer) return; // the preview has ended
      if (!answer.ok || answer.redirected || !renew(await answer.text())) return loadAgain();
      if (newest === asked) newest = seen; // the page may be newer than the news
    }
  };

  const events = new EventSource(`/_plainsight/events?page=${encodeURIComponent(location.pathname)}`);
  events.addEventListener("message", (event) => {
    const news = JSON.parse(event.data);
    tell(news.problems);
    newest = news.sum;
    if (busy) return;
    busy = true;
    follow().catch(loadAgain).finally(() => { busy = false; });
  });
  events.addEventListener("error", () => {
    tell("The preview has ended. To go on, type in the folder of the site: make serve");
  });

  if (document.readyState === "complete") restore();
  else addEventListener("load", restore);
})();
