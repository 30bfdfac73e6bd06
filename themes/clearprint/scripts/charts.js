// What a reader can ask of a chart: to explore it by keyboard, and to open an
// interactive one. Picture, sentence and table are there without it.
import { explorer } from "./explorer.js";
import { opener } from "./opener.js";
import { add, beside, script } from "./say.js";

// Only who has scripts waits for the style of what they add.
add(document.head, "link", { rel: "stylesheet", href: beside(script.dataset.style), onload: begin, onerror: begin });

function begin() {
  for (const figure of document.querySelectorAll("figure.chart-figure")) {
    const picture = figure.querySelector(".picture");
    const table = figure.querySelector("table.numbers");
    if (!picture || !table) continue;
    const tools = document.createElement("div");
    tools.className = "tools";
    picture.after(tools);
    explorer(figure, table, tools);
    opener(figure, tools);
  }
}
