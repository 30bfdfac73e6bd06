// The interactive chart is loaded when a reader asks for it, from this site,
// and only where it was fetched when the site was made. It is a classic script,
// since those also load from a folder that is opened without a server.
import { add, beside, heading, say, script } from "./say.js";

export function opener(figure, tools) {
  const option = figure.querySelector("script.option");
  if (!script.dataset.bundle || !option) return;
  const Chart = heading(figure);
  const button = add(tools, "button", { type: "button" });
  const said = add(tools, "p", { className: "aside" });
  said.setAttribute("role", "status");
  let close, busy;
  const show = (open) => {
    button.textContent = say(open ? "interactiveClose" : "interactiveOpen");
    button.setAttribute("aria-label", say(open ? "interactiveCloseName" : "interactiveName", { Chart }));
    button.setAttribute("aria-expanded", open);
  };
  show(false);
  button.addEventListener("click", async () => {
    if (busy) return;
    if (close) {
      close();
      close = null;
      said.textContent = "";
      return show(false);
    }
    busy = true;
    try {
      const draw = await load();
      close = draw(tools, JSON.parse(option.textContent), say);
      show(true);
      said.textContent = say("interactiveOpened");
    } catch {
      said.className = "failed";
      said.textContent = say("interactiveFailed");
    }
    busy = false;
  });
}

let loading;

function load() {
  loading ??= new Promise((done, failed) => {
    const bundle = add(document.head, "script", { src: beside(script.dataset.bundle) });
    bundle.onload = () => done(bundle.draw);
    bundle.onerror = () => { loading = null; bundle.remove(); failed(); };
  });
  return loading;
}
