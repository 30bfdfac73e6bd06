// The search. The index lies on this site and is read by Pagefind, which is
// loaded when a reader first searches. What is shown is ours: a list of links
// to paragraphs, announced as it comes. Without this script, and from a folder,
// the list from A to Z is all there is, and it is whole. It runs before that
// list is painted, which would move otherwise as the form comes.
import { meant, variants } from "./spelling.js";

const site = new URL("../", document.currentScript.src);
const index = new URL("search/index/", site);
const form = document.querySelector("form.search");
const said = form.querySelector("[role=status]");
const results = form.querySelector(".results");
const list = results.querySelector("ol");
const more = results.querySelector(".more");
const filters = ["kind", "year", "topic", "authority"];
const page = 10;

if (location.protocol === "file:") {
  document.querySelector(".from-folder").hidden = false;
} else {
  form.hidden = false;
  const asked = new URLSearchParams(location.search);
  form.elements.q.value = asked.get("q") ?? "";
  offer().then(() => {
    for (const name of filters) form.elements[name].value = asked.get(name) ?? "";
    if (form.elements.q.value) find();
  }, () => { if (form.elements.q.value) fail(); });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  find();
});
form.querySelector(".narrow").addEventListener("change", () => { if (form.elements.q.value.trim()) find(); });
more.addEventListener("click", () => show(true));

function say(id, values) {
  return form.dataset[id].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

let loading;

// load gets the index and what is known of words.
function load() {
  loading ??= (async () => {
    const [pagefind, known] = await Promise.all([
      import(new URL("pagefind.js", index).href),
      fetch(new URL("words.json", index)).then((answer) => answer.json()),
    ]);
    await pagefind.options({ basePath: index.pathname, baseUrl: "/", excerptLength: 32, ranking: { metaWeights: { title: 0.5, kind: 0, voice: 0 } } });
    await pagefind.init();
    return { pagefind, known };
  })().catch((error) => { loading = null; throw error; });
  return loading;
}

// offer fills the lists by which a search is narrowed, when they are opened.
async function offer() {
  const narrow = form.querySelector(".narrow");
  const given = new URLSearchParams(location.search);
  if (filters.some((name) => given.get(name))) narrow.open = true;
  else if (!given.get("q")) await new Promise((opened) => narrow.addEventListener("toggle", opened, { once: true }));
  const { pagefind } = await load();
  const all = await pagefind.filters();
  for (const name of filters) {
    const values = Object.keys(all[name] ?? {}).sort((a, b) => a.localeCompare(b, document.documentElement.lang));
    if (name === "year") values.reverse();
    const choice = form.elements[name];
    for (const value of values) choice.append(new Option(value, value));
    choice.closest(".choice").hidden = values.length < 2;
  }
}

let found = [], shown = 0, turn = 0, words = "", told = "";

async function find() {
  const typed = form.elements.q.value.replace(/["“”«»\s]+/g, " ").trim();
  if (!typed) return;
  const mine = ++turn;
  const slow = setTimeout(() => { said.textContent = form.dataset.busy; }, 500);
  try {
    const { pagefind, known } = await load();
    words = meant(typed, known);
    const others = variants(words, known);
    const hits = await gather(pagefind, [words, ...others]);
    if (mine !== turn) return;
    found = hits;
    told = words === typed ? "" : say("meant", { Typed: typed, Words: words });
    if (others.length && hits.length) told += " " + say("also", { Words: others.map((one) => `“${one}”`).join(", ") });
    remember(typed);
    list.replaceChildren();
    shown = 0;
    await show(false);
  } catch {
    fail();
  } finally {
    clearTimeout(slow);
  }
}

// How much a place is worth: where words stand beside each other as typed, where
// inspectors said them, and where there are other words for the same.
const together = 3, inspectors = 3, alike = 0.2;

// gather finds what a reader looks for in reports and documents first, and
// behind the first of that what leads on: topics, matters, numbers, terms.
async function gather(pagefind, all) {
  const chosen = {};
  for (const name of filters) if (form.elements[name].value) chosen[name] = form.elements[name].value;
  const every = await search(pagefind, all, chosen);
  if (chosen.kind) return every;
  const reports = { any: form.dataset.reports.split("|") };
  const said = await search(pagefind, all, { ...chosen, kind: reports });
  const seen = new Set(said.map((hit) => hit.id));
  const rest = every.filter((hit) => !seen.has(hit.id));
  return [...said.slice(0, 7), ...rest.slice(0, 3), ...said.slice(7), ...rest.slice(3)];
}

// search finds the places with all of the words, the best first.
async function search(pagefind, all, chosen) {
  const ask = async (query, more) => (await pagefind.search(query, { filters: { ...chosen, ...more } }))?.results ?? [];
  const places = new Map();
  for (const words of all) {
    const beside = new Set(words.includes(" ") ? (await ask(`"${words}"`)).map((hit) => hit.id) : []);
    const official = new Set((await ask(words, { voice: form.dataset.inspectors })).map((hit) => hit.id));
    for (const hit of await ask(words)) {
      const worth = hit.score * (beside.has(hit.id) ? together : 1) * (official.has(hit.id) ? inspectors : 1) * (words === all[0] ? 1 : alike);
      if (worth > (places.get(hit.id)?.worth ?? 0)) places.set(hit.id, { hit, worth });
    }
  }
  return [...places.values()].sort((a, b) => b.worth - a.worth).map(({ hit }) => hit);
}

// show adds the next results to the list. A reader who asked for more is led
// to the first of them.
async function show(onward) {
  const mine = turn, start = shown;
  const next = await Promise.all(found.slice(start, start + page).map((hit) => hit.data()));
  if (mine !== turn || start !== shown) return;
  for (const one of next) list.append(line(one));
  shown += next.length;
  results.hidden = !shown;
  more.parentElement.hidden = shown >= found.length;
  const count = found.length === 0 ? say("none", { Words: words })
    : found.length === 1 ? say("single", { Words: words }) : say("many", { Count: found.length, Words: words });
  const part = shown < found.length || onward ? " " + say("shown", { Shown: shown, Count: found.length }) : "";
  said.textContent = [told, count + part].join(" ").trim();
  if (onward) list.children[start]?.querySelector("a").focus();
}

// line is one result: a link that says where it leads, and its words with what
// was looked for marked.
function line(one) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  const excerpt = document.createElement("p");
  const kind = document.createElement("p");
  excerpt.append(...marked(one.excerpt));
  const [words, whole] = [excerpt, { textContent: one.content }].map((text) => text.textContent.replace(/\s+/g, " ").trim());
  if (!whole.startsWith(words.slice(0, 40))) excerpt.prepend("… ");
  if (!whole.endsWith(words.slice(-40))) excerpt.append(" …");
  const [path, place] = one.raw_url.split("#");
  const to = new URL(path.replace(/^\//, ""), site);
  const marks = [...new Set([...excerpt.querySelectorAll("mark")].map((mark) => mark.textContent.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "")).filter(Boolean))];
  if (place && marks.length) to.searchParams.set("mark", marks.join(" "));
  to.hash = place ?? "";
  link.href = to.href;
  link.textContent = one.meta.title;
  kind.className = "note";
  kind.textContent = [one.meta.kind, one.meta.voice, ...one.filters.topic ?? []].filter(Boolean).join(" · ");
  item.append(link, excerpt, kind);
  return item;
}

// marked makes words of an excerpt, and of its marks, without trusting it.
function marked(excerpt) {
  const body = new DOMParser().parseFromString(excerpt, "text/html").body;
  return [...body.childNodes].map((node) => {
    if (node.nodeName !== "MARK") return document.createTextNode(node.textContent);
    const mark = document.createElement("mark");
    mark.textContent = node.textContent;
    return mark;
  });
}

function fail() {
  results.hidden = true;
  said.textContent = form.dataset.failed;
}

// remember keeps the search in the address, so that the way back leads to it.
function remember(typed) {
  const to = new URL(location.href);
  to.searchParams.set("q", typed);
  for (const name of filters) {
    if (form.elements[name].value) to.searchParams.set(name, form.elements[name].value);
    else to.searchParams.delete(name);
  }
  to.hash = "";
  history.replaceState(history.state, "", to);
}
