// The form in which a reader chooses how pages look. Without scripts it is not
// there, and where nothing can be kept a sentence says so.
import { chosen, keep, names } from "./settings.js";

const form = document.querySelector("form.settings");
const said = form.querySelector("[role=status]");

if (keep(chosen())) {
  form.hidden = false;
  show();
} else {
  document.querySelector(".refused").hidden = false;
}

// show sets the form to what has been chosen.
function show() {
  const choices = chosen();
  for (const name of names) {
    const all = [...form.elements[name]];
    (all.find((input) => input.value === choices[name]) ?? all[0]).checked = true;
  }
}

form.addEventListener("change", ({ target }) => {
  const { [target.name]: _, ...choices } = chosen();
  if (target.value) choices[target.name] = target.value;
  tell(choices, form.dataset.chosen
    .replace("{Setting}", target.closest("fieldset").querySelector("legend").textContent)
    .replace("{Choice}", target.closest("label").textContent.trim()));
  target.scrollIntoView({ block: "nearest" }); // it may have moved as the page grew
});

form.addEventListener("submit", (event) => event.preventDefault());

form.querySelector(".reset").addEventListener("click", () => {
  tell({}, form.dataset.reset);
  show();
});

function tell(choices, words) {
  said.textContent = keep(choices) ? words : form.dataset.refused;
  dispatchEvent(new Event("chosen"));
}

addEventListener("storage", show);
addEventListener("pageshow", show);

const back = form.querySelector(".back");
back.hidden = history.length < 2;
back.addEventListener("click", () => history.back());
