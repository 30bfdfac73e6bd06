// A button beside each place that has an address: it copies the address, or the
// words with what they are to be quoted by. Without this script there is a link.
// The words are in a script before this one, in the language of the page.
const main = document.querySelector("main[data-copying]");
const page = document.querySelector("link[rel=canonical]");
let said, open;

if (main && page && navigator.clipboard) {
  said = make("p", { className: "aside" });
  said.setAttribute("role", "status");
  main.append(said);
  for (const piece of main.querySelectorAll(".piece")) offerWords(piece);
  for (const link of main.querySelectorAll(".number, a.place")) offer(link);
  addEventListener("keydown", ({ key }) => { if (key === "Escape") open?.(true); });
}

function make(name, properties) { return Object.assign(document.createElement(name), properties); }

function say(word, values) {
  return self.words[word].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

// offer gives a place its button, and two more once that is pressed.
function offer(link) {
  const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!place) return;
  const Name = link.matches(".number") ? link.getAttribute("aria-label") : begins(wordsOf(place.querySelector(":scope > .spot > h2") ?? place));
  const box = make("span", { className: "copying" });
  const button = make("button", { type: "button", className: "copy", textContent: say("copy") });
  button.setAttribute("aria-label", say("copyName", { Name }));
  button.setAttribute("aria-expanded", "false");
  box.append(button);
  let choices;
  const close = (back) => {
    choices?.remove();
    choices = open = null;
    button.setAttribute("aria-expanded", "false");
    if (back) button.focus();
  };
  button.addEventListener("click", () => {
    if (choices) return close();
    open?.();
    choices = make("span", { className: "choices" });
    choices.setAttribute("role", "group");
    choices.setAttribute("aria-label", say("copyName", { Name }));
    choice("copyLink", "linkCopied", () => page.href + link.hash);
    choice("copyQuotation", "quotationCopied", () => quotation(place, link));
    box.append(choices);
    button.setAttribute("aria-expanded", "true");
    open = close;
  });
  const choice = (word, done, text) => {
    const one = make("button", { type: "button", className: "copy", textContent: say(word) });
    choices.append(one);
    one.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text());
        announce(say(done, { Name }), button);
      } catch {
        location.hash = link.hash;
        announce(say("notCopied"), button);
      }
      close(true);
    });
  };
  if (link.matches(".number")) link.after(box);
  else link.replaceWith(box);
}

// offerWords gives words that can be selected and copied a button that does so.
function offerWords(piece) {
  const button = make("button", { type: "button", className: "copy", textContent: say("copyWords") });
  const box = make("p", { className: "copying" });
  box.append(button);
  piece.after(box);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(piece.textContent.trim() + "\n");
      announce(say("wordsCopied"), button);
    } catch {
      getSelection().selectAllChildren(piece);
    }
  });
}

let later;

// announce says what was done, for ears at the foot and for eyes at the button.
function announce(words, button) {
  said.textContent = words;
  document.querySelector(".done")?.remove();
  const shown = make("span", { className: "done", textContent: words.split(":")[0] });
  shown.setAttribute("aria-hidden", "true");
  button.after(shown);
  clearTimeout(later);
  later = setTimeout(() => { shown.remove(); said.textContent = ""; }, 5000);
}

// quotation is the words of a place with what they are to be quoted by.
function quotation(place, link) {
  const of = place.closest("[data-of]")?.dataset;
  const lines = place.matches("figure")
    ? [place.querySelector(".headline"), place.querySelector(".sentence"), place.querySelector(".subtitle")].map(wordsOf)
    : [place.matches("section") ? wordsOf(place) : say("quotation", { Words: wordsOf(place) })];
  const number = link.matches(".number") ? link.getAttribute("aria-label") + ", " : "";
  lines.push(number + (of?.of || document.title).replace(/\s/g, " "), page.href + link.hash, of?.licence);
  return lines.filter(Boolean).join("\n") + "\n";
}

// wordsOf are the words of a place without the controls that stand in it; a
// table has a line for each row.
function wordsOf(place) {
  const copy = (place.matches("figure") ? place.querySelector(".headline") : place).cloneNode(true);
  copy.querySelectorAll(".sent, .in-list, .number, .place, .copying").forEach((one) => one.remove());
  const rows = [...copy.querySelectorAll("tr")].map((row) => [...row.cells].map(plain).join("\t"));
  const grades = [...copy.querySelectorAll(".grades > div")].map((one) => ["dt", ".word"].map((part) => plain(one.querySelector(part))).join(": "));
  if (rows.length || grades.length) return [...rows, ...grades].join("\n");
  return plain(copy);
}

function plain({ textContent }) { return textContent.replace(/\s+/g, " ").trim(); }

function begins(words) {
  const all = words.split(/\s/);
  return all.length > 8 ? all.slice(0, 8).join(" ") + " …" : words;
}
