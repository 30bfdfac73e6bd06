// Reading a chart by keyboard: a place in the table of the chart, moved by
// keys and spoken. The table is all it knows.
import { add, heading, say } from "./say.js";

export function explorer(figure, table, tools) {
  if (!window.HTMLDialogElement) return;
  const Chart = heading(figure);
  const button = add(tools, "button", { type: "button", textContent: say("explorerOpen") });
  button.setAttribute("aria-label", say("explorerName", { Chart }));
  button.setAttribute("aria-expanded", false);
  let leave;
  button.addEventListener("click", () => {
    if (leave) return leave();
    button.setAttribute("aria-expanded", true);
    const box = add(tools, "div", { className: "explorer", tabIndex: 0 });
    tools.after(box);
    box.setAttribute("role", "application");
    box.setAttribute("aria-label", say("explorerInside", { Chart }));
    const said = add(box, "p", { className: "said" });
    said.setAttribute("aria-live", "polite");
    add(box, "p", { className: "keys", textContent: say("explorerKeys") });
    const dialog = help(tools);
    // A folded table has no words to read, and no number to be marked.
    const folded = table.closest("details:not([open])");
    if (folded) folded.open = true;
    const read = reader(table);
    leave = () => {
      leave = null;
      read.leave();
      if (folded) folded.open = false;
      box.remove();
      dialog.remove();
      button.setAttribute("aria-expanded", false);
      button.focus();
    };
    box.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const key = event.key.length > 1 ? event.key : event.key.toLowerCase();
      if (key === "Escape") leave();
      else if (key === "h" || key === "?") dialog.showModal();
      else if (read[key]) said.textContent = read[key](event.shiftKey);
      else return;
      event.preventDefault();
    });
    box.focus();
    const first = read.Home();
    setTimeout(() => { said.textContent ||= first; }, 100); // once the name was said
  });
}

function help(tools) {
  const dialog = add(tools, "dialog", { className: "help" });
  dialog.setAttribute("aria-label", say("explorerHelp"));
  add(dialog, "p", { className: "label", textContent: say("explorerHelp") });
  const list = add(dialog, "ul", {});
  for (const name of ["Along", "Across", "Ends", "Inspection", "Leave"]) {
    add(list, "li", { textContent: say("explorerHelp" + name) });
  }
  add(dialog, "button", { type: "button", textContent: say("explorerClose") })
    .addEventListener("click", () => dialog.close());
  return dialog;
}

const text = (element) => element.innerText.trim().replace(/\s+/g, " ");
const whole = (row) => [...row.cells].map(text).join(": ");
const number = (cell) => cell.querySelector("data")?.value;
const decimals = (value) => (value.split(".")[1] ?? "").length;

// reader answers keys with what is to be said. A row of the table is an
// inspection, a break, or a period with a number in each column of figures.
function reader(table) {
  const names = [...table.tHead.querySelectorAll(".figure")].map(text);
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  const isEvent = (row) => row.matches(".event");
  const isBreak = (row) => row.matches(".break");
  const isPeriod = (row) => !isEvent(row) && !isBreak(row);
  const timed = table.hasAttribute("data-over-time");
  const cell = (at, column) => rows[at].querySelectorAll(".figure")[column];
  const remark = (at) => [...rows[at].querySelectorAll("td:not(.figure)")].map(text).join(" ").trim();
  let at = -1, column = 0, last = "", here;

  const next = (from, step, wanted) => {
    while (rows[from += step] && !wanted(rows[from]));
    return rows[from] ? from : -1;
  };

  function change() {
    const Period = text(rows[at].cells[0]), Value = text(cell(at, column));
    const now = number(cell(at, column));
    let before = at, skipped = false, earlier;
    while (timed && now && !earlier && rows[--before] && !isBreak(rows[before])) {
      if (isEvent(rows[before])) continue;
      earlier = number(cell(before, column));
      skipped = skipped || !earlier;
    }
    if (!earlier) return say("explorerPoint", { Period, Value });
    const digits = Math.max(decimals(now), decimals(earlier));
    const by = (now - earlier).toFixed(digits);
    const said = (by > 0 ? "Rose" : by < 0 ? "Fell" : "Same") + (skipped ? "Since" : "");
    const Change = new Intl.NumberFormat(document.documentElement.lang, { minimumFractionDigits: digits }).format(Math.abs(by));
    return say("explorer" + said, { Period, Value, Change, Since: text(rows[before].cells[0]) });
  }

  // speak says the number at the place, and what differs about it from the one before.
  function speak(name) {
    mark(cell(at, column));
    let Words = change();
    const Remark = remark(at);
    if (Remark && Remark !== last) Words = say("explorerRemark", { Words, Remark });
    last = Remark;
    return name && names[1] ? say("explorerSeries", { Series: names[column], Words }) : Words;
  }

  function mark(element) {
    here?.classList.remove("here");
    here = element;
    here?.classList.add("here");
  }

  function along(step) {
    const to = next(at, step, isPeriod);
    if (to < 0) return say("explorerEdge", { Words: isPeriod(rows[at]) ? speak() : whole(rows[at]) });
    const broken = step > 0 && rows.slice(at, to).find(isBreak);
    at = to;
    const Words = speak();
    return broken ? say("explorerBreak", { Break: whole(broken), Words }) : Words;
  }

  function across(step) {
    if (!isPeriod(rows[at])) at = Math.max(next(at, -1, isPeriod), 0);
    if (!names[column + step]) return say("explorerEdge", { Words: speak(true) });
    column += step;
    return speak(true);
  }

  function end(from, step) {
    at = next(from, step, isPeriod);
    return speak(true);
  }

  return {
    ArrowLeft: () => along(-1),
    ArrowRight: () => along(1),
    ArrowUp: () => across(-1),
    ArrowDown: () => across(1),
    Home: () => end(-1, 1),
    End: () => end(rows.length, -1),
    i(back) {
      const to = next(at, back ? -1 : 1, isEvent);
      if (to < 0) return say("explorerNoInspection");
      at = to;
      mark(rows[at]);
      return whole(rows[at]);
    },
    leave: () => mark(),
  };
}
