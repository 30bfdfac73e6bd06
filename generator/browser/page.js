// What the checks ask a page. Each function gives a list of faults.

const fault = (Rule, element, Words, Doubt = false) =>
  ({ Rule, Place: typeof element === "string" ? element : place(element), Words, Doubt });

// place names an element by its way from the nearest ancestor with an id.
function place(element) {
  const steps = [];
  for (let e = element; e && e !== document.documentElement; e = e.parentElement) {
    if (e.id) {
      steps.unshift("#" + e.id);
      break;
    }
    const name = e.localName + [...e.classList].map((c) => "." + c).join("");
    const alike = e.parentElement ? [...e.parentElement.children].filter((s) => s.localName === e.localName) : [e];
    steps.unshift(alike.length > 1 ? `${name}:nth-of-type(${alike.indexOf(e) + 1})` : name);
  }
  return steps.join(" > ");
}

// What is one pixel large is there for screen readers only.
function visible(element) {
  const box = element.getBoundingClientRect();
  return box.width > 1 && box.height > 1 &&
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !spokenAlone(element);
}

// spokenAlone tells whether an element lies in a box of one pixel that hides
// what is in it, as words have that are for screen readers alone.
function spokenAlone(element) {
  for (let e = element.parentElement; e && e !== document.body; e = e.parentElement) {
    if (e.clientWidth === 1 && e.clientHeight === 1 && getComputedStyle(e).overflowX === "hidden") return true;
  }
  return false;
}

// texts lists the visible pieces of text below a root.
function texts(root = document.body) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.data.trim() && visible(node.parentElement)) found.push(node);
  }
  return found;
}

const quote = (text) => "“" + text.trim().replace(/\s+/g, " ").slice(0, 60) + "”";

function untitled() {
  const faults = [];
  if (!document.title.trim()) faults.push(fault("no title", "title", "the page has no title"));
  const first = document.querySelectorAll("h1").length;
  if (first !== 1) faults.push(fault("first heading", "h1", `there are ${first} first headings, not 1`));
  return faults;
}

// lax lists what the policy of the page lets through and should not.
function lax() {
  const meta = document.querySelector('meta[http-equiv="Content-Security-Policy" i]');
  if (!meta) return [fault("no policy", "head", "the page has no content security policy")];
  const rules = meta.content.toLowerCase().split(";").map((rule) => rule.trim().split(/\s+/));
  const faults = rules.flatMap(([name, ...allowed]) => allowed
    .filter((source) => !/^'(none|self|wasm-unsafe-eval|sha\d+-.*)'$/.test(source))
    .map((source) => fault("lax policy", "head", `${name} allows ${source}`)));
  if (!rules.some(([name]) => name === "default-src")) faults.push(fault("lax policy", "head", "there is no default-src"));
  return faults;
}

// scrolls tells whether a reader can reach what lies beyond an element's edge.
function scrolls(element) {
  for (let e = element; e && e !== document.body; e = e.parentElement) {
    if (["auto", "scroll"].includes(getComputedStyle(e).overflowX)) return true;
  }
  return false;
}

function overflow() {
  const faults = [];
  const width = window.innerWidth;
  for (const text of texts()) {
    const range = document.createRange();
    range.selectNodeContents(text);
    const right = Math.max(...[...range.getClientRects()].map((box) => box.right));
    if (right > width + 1 && !scrolls(text.parentElement)) {
      faults.push(fault("sideways", text.parentElement, `${quote(text.data)} reaches to ${Math.round(right)} of ${width} pixels`));
    }
  }
  const whole = document.documentElement.scrollWidth;
  if (whole > width && faults.length === 0) {
    const culprit = [...document.body.querySelectorAll("*")].find((e) => e.getBoundingClientRect().right > width + 1 && !scrolls(e));
    faults.push(fault("sideways", culprit ?? "html", `the page is ${whole} pixels wide, the screen ${width}`));
  }
  return faults.concat(clipped(), broken());
}

// broken lists numbers of tables that go on in the next line, where they read as others.
function broken() {
  return [...document.querySelectorAll("td, th")].filter(visible).flatMap((cell) => texts(cell))
    .filter((text) => /^[£\d.,%]+$/.test(text.data.trim()))
    .filter((text) => {
      const range = document.createRange();
      range.selectNodeContents(text);
      return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1;
    })
    .map((text) => fault("broken number", text.parentElement, `${quote(text.data)} is broken into several lines`));
}

// clipped lists boxes that hide part of the text within them.
function clipped() {
  const hides = (value) => value === "hidden" || value === "clip";
  return [...document.body.querySelectorAll("*")].filter((e) => {
    const style = getComputedStyle(e);
    return visible(e) && e.textContent.trim() && !(e instanceof SVGElement) && (
      (hides(style.overflowX) && e.scrollWidth > e.clientWidth + 1) ||
      (hides(style.overflowY) && e.scrollHeight > e.clientHeight + 1));
  }).map((e) => fault("cut off", e, `${quote(e.textContent)} does not fit its box`));
}

// A constructed sheet is not a style that the page's policy could refuse.
function restyle(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

function spaced() {
  restyle(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }`);
  return overflow();
}

function size(text) {
  const element = text.parentElement;
  const scale = element instanceof SVGGraphicsElement ? element.getScreenCTM().a : 1;
  return parseFloat(getComputedStyle(element).fontSize) * scale;
}

function enlarged() {
  const before = new Map(texts().map((text) => [text, size(text)]));
  restyle(`html { font-size: ${2 * parseFloat(getComputedStyle(document.documentElement).fontSize)}px !important }`);
  const same = texts().filter((text) => size(text) < 1.9 * before.get(text));
  return same.map((text) => fault("does not grow", text.parentElement,
    `${quote(text.data)} grows from ${before.get(text)} to ${size(text)} pixels only`)).concat(overflow());
}

// The editions for paper have the letters that they are named for.
const edition = document.documentElement.dataset.edition;
const points = { "large-print": 18, "giant-print": 24 }[edition] ?? 16;

function small() {
  const inPoints = (pixels) => Math.round(pixels * 7.5) / 10;
  return texts().filter((text) => inPoints(size(text)) < points)
    .map((text) => fault("small print", text.parentElement, `${quote(text.data)} is printed at ${inPoints(size(text))} pt`));
}

// onSheets is what the printed sheets of the page must say.
function onSheets() {
  const { title = "", address = "" } = document.documentElement.dataset;
  const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(visible).map((heading) => heading.textContent);
  return { Edition: edition ?? "", Title: title, Address: address, Words: texts().map((text) => text.data), Headings: headings, Bare: overNothing() };
}

// overNothing lists the headings under which nothing is printed before the next
// that is no smaller.
function overNothing() {
  const headings = [...document.querySelectorAll("main :is(h1, h2, h3, h4, h5, h6)")].filter(visible);
  const shown = [...texts(document.querySelector("main") ?? undefined), ...document.querySelectorAll("main :is(svg, img)")];
  const after = (one, other) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) && !one.contains(other);
  return headings
    .filter((heading, i) => {
      const next = headings.slice(i + 1).find((one) => one.tagName <= heading.tagName);
      return !shown.some((one) => after(heading, one) && (!next || after(one, next) && !next.contains(one)));
    })
    .map((heading) => heading.textContent.trim());
}

// ornate lists what is hard to read for many: letters that are slanted or
// made large, lines that begin at no edge, and in editions what is underlined.
function ornate() {
  return texts().flatMap((text) => {
    const style = getComputedStyle(text.parentElement);
    const underlined = edition && text.parentElement.closest("a") && getComputedStyle(text.parentElement.closest("a")).textDecorationLine !== "none";
    const found = [
      style.fontStyle !== "normal" && "in italics",
      (style.textTransform === "uppercase" || style.fontVariantCaps !== "normal") && "in capitals",
      edition && !text.parentElement.closest("svg") && !["start", "left", "-webkit-auto"].includes(style.textAlign) && "not left-aligned",
      underlined && "underlined",
    ].filter(Boolean);
    return found.map((how) => fault("ornate print", text.parentElement, `${quote(text.data)} is ${how}`));
  });
}

// words lists the words of the main part, unfolded. Buttons and forms are left out,
// since what they do needs scripts, and so is what speaks of scripts itself.
function words() {
  const main = document.querySelector("main") ?? document.body;
  for (const folded of main.querySelectorAll("details")) folded.open = true;
  return texts(main)
    // The link that a place has to itself is a button where scripts run.
    .filter((text) => !text.parentElement.closest("button, form, [role=status], noscript, a.place"))
    .map((text) => text.data.trim().replace(/\s+/g, " "));
}

// moved tells whether anything is there, is seen or stands where it did not when this
// was last asked of the page.
function moved() {
  const now = document.documentElement.outerHTML + [...document.querySelectorAll("*")].map((e) => {
    const { x, y, width, height } = e.getBoundingClientRect();
    return [x, y, width, height, e.checkVisibility({ visibilityProperty: true, opacityProperty: true })].join();
  }).join(" ");
  const before = window.plainsightPlaces;
  window.plainsightPlaces = now;
  return now !== before;
}

const focusable = "a[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable]";

const used = "a[href], button, input, select, textarea, summary";

// The block in which an element is laid out.
function blockOf(element) {
  let block = element.parentElement;
  while (block && ["inline", "contents"].includes(getComputedStyle(block).display)) block = block.parentElement;
  return block;
}

// inSentence tells whether a link is set in a line of words that are no link, as
// the first exception of WCAG 2.5.5 says: its size is that of the words around it.
function inSentence(element) {
  if (getComputedStyle(element).display !== "inline") return false;
  return texts(blockOf(element) ?? document.body)
    .some((text) => /\p{L}/u.test(text.data) && !text.parentElement.closest(used));
}

// boxes are the places where a pointer meets an element, those of its labels
// included. A link that is broken has one in each line.
function boxes(element) {
  return [element, ...element.labels ?? []].flatMap((e) => [...e.getClientRects()]);
}

const large = (element, pixels) => boxes(element).some((box) => box.width >= pixels - 0.05 && box.height >= pixels - 0.05);

// tiny lists what is smaller than WCAG 2.5.5 asks, with these exceptions of
// its own: a link in a sentence; one for which a larger link on the page leads
// to the same place. No control of ours is drawn by the browser alone, and of
// none is a small size essential, so that these two exceptions are not made.
function tiny(pixels) {
  const all = [...document.querySelectorAll(used)].filter(visible);
  const equivalent = new Set(all.filter((e) => e.href && large(e, pixels)).map((e) => e.href));
  return all
    .filter((e) => !large(e, pixels) && !inSentence(e) && !equivalent.has(e.href))
    .map((e) => {
      const box = e.getClientRects()[0];
      return fault("under 44 pixels", e, `${quote(e.textContent)} is ${Math.round(box.width)} by ${Math.round(box.height)} pixels`);
    });
}

// watch notes each stop of the Tab key when it is pressed again, since one is still
// there then and the page has been scrolled.
function watch() {
  const stops = window.plainsightStops = new Set();
  const faults = window.plainsightSeen = [];
  let begun = false;
  window.plainsightEnded = false;
  addEventListener("keydown", ({ key }) => {
    const e = document.activeElement;
    const nowhere = !e || e === document.body || e === document.documentElement;
    if (key !== "Tab" || window.plainsightEnded) return;
    if (nowhere ? begun : stops.has(e)) window.plainsightEnded = true;
    else if (!nowhere) {
      stops.add(e);
      faults.push(...unseen(e));
    }
    begun = true;
  }, true);
  return true;
}

function* unseen(e) {
  const style = getComputedStyle(e);
  const clear = /^rgba\(.*, 0\)$/.test(style.outlineColor);
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2 || clear) {
    yield fault("no focus ring", e, `its outline is “${style.outline}”, not one of 2 pixels or more`);
  }
  // Of a link that is longer than the screen a part is in sight.
  const box = [...e.getClientRects()].find((box) => box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth);
  if (!box) {
    yield fault("focus out of sight", e, "it has the focus and lies outside the screen");
    return;
  }
  const middle = (from, to, end) => (Math.max(from, 0) + Math.min(to, end)) / 2;
  const hit = document.elementFromPoint(middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight));
  if (hit && !e.contains(hit) && !hit.contains(e)) {
    yield fault("focus covered", e, `it has the focus and lies under ${place(hit)}`);
  }
}

// missed lists what was wrong with the stops, and what looks as if the keyboard could
// reach it and was none.
function missed() {
  return window.plainsightSeen.concat([...document.querySelectorAll(focusable)]
    .filter((e) => e.tabIndex >= 0 && !e.disabled && e.type !== "radio" && visible(e) && !window.plainsightStops.has(e))
    .map((e) => fault("out of reach", e, "the Tab key does not get there")));
}

// skipLink tells what is wrong with the element that has the focus, as the
// first stop of the page.
function skipLink() {
  const e = document.activeElement;
  if (!e.matches('a[href^="#"]')) return [fault("no skip link", e, "the first stop of the Tab key is no link into this page")];
  if (!document.getElementById(e.hash.slice(1))) return [fault("dead skip link", e, `there is no ${e.hash}`)];
  return [...unseen(e)];
}

// skipped tells where the Tab key went after the skip link was followed.
function skipped() {
  const target = document.querySelector(":target");
  if (!target) return [fault("dead skip link", "html", "following it leads nowhere")];
  const behind = (e) => target.contains(e) || target.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING;
  const expected = [...document.querySelectorAll(focusable)].filter((e) => e.tabIndex >= 0 && visible(e) && behind(e));
  const e = document.activeElement;
  if (expected.length === 0 || behind(e)) return [];
  return [fault("dead skip link", e, "the Tab key goes on before the main part")];
}
