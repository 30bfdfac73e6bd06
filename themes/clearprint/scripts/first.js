// The choices of a reader, laid on a page before any of it is painted. The
// styles know each by an attribute of the root.
import { chosen, names } from "./settings.js";

const root = document.documentElement;
const script = document.currentScript;

function apply() {
  const choices = chosen();
  dress(choices);
  for (const name of names) {
    if (choices[name]) root.dataset[name] = choices[name];
    else delete root.dataset[name];
  }
  fit();
}

// dress asks for the style of what is chosen, but for sizes, which all pages have.
// While this script runs the link is written behind it, so that the page waits for
// the style; a link that a script adds would hold up nothing.
const { style } = script.dataset;
let dressed = !style || document.querySelector(`link[href$="/${style}"]`);

function dress({ colours, spacing, typeface }) {
  if (dressed || !(colours || spacing || typeface)) return;
  dressed = true;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL(style, script.src);
  link.onload = () => dispatchEvent(new Event("chosen")); // for what has been drawn since
  if (document.currentScript === script) document.write(link.outerHTML);
  else document.head.append(link);
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
