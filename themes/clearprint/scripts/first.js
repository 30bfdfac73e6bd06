// The choices of a reader, laid on a page before any of it is painted. The
// styles know each by an attribute of the root.
import { chosen, names } from "./settings.js";

const root = document.documentElement;

function apply() {
  const choices = chosen();
  for (const name of names) {
    if (choices[name]) root.dataset[name] = choices[name];
    else delete root.dataset[name];
  }
  fit();
}

// fit has pages change their form as early as with letters of that size in the
// browser itself, by whose size the widths in styles are measured.
let fitted = 1, widths;

function fit() {
  const scale = root.dataset.size ? +getComputedStyle(root).getPropertyValue("--scale") : 1;
  if (scale === fitted) return;
  fitted = scale;
  widths ??= [...document.styleSheets].flatMap(rulesOf).flatMap(({ media }) => media ? [[media, media.mediaText]] : []);
  for (const [media, text] of widths) {
    media.mediaText = text.replace(/([\d.]+)em\b/g, (_, width) => width * scale + "em");
  }
}

// rulesOf gives no rules where a browser keeps them to itself, as some do when
// a page is opened from a folder.
function rulesOf(sheet) {
  try {
    return [...sheet.cssRules];
  } catch {
    return [];
  }
}

apply();
addEventListener("chosen", apply);
addEventListener("storage", apply);
addEventListener("pageshow", (event) => { if (event.persisted) apply(); });
