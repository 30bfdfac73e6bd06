// Marks the words that a reader looked for, where a search led to a place, and
// leaves the address as it is to be quoted.
const asked = new URLSearchParams(location.search).get("mark");
const place = asked && document.getElementById(decodeURIComponent(location.hash.slice(1)));

if (asked) {
  const clean = new URL(location.href);
  clean.searchParams.delete("mark");
  history.replaceState(history.state, "", clean);
}
if (place) {
  const words = asked.split(" ").filter(Boolean).map((word) => word.replace(/[^\p{L}\p{N}]/gu, "\\$&"));
  const whole = words.length && new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join("|")})(?![\\p{L}\\p{N}])`, "giu");
  const walk = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walk.nextNode()) texts.push(walk.currentNode);
  for (const text of whole ? texts : []) {
    for (const found of [...text.data.matchAll(whole)].reverse()) {
      const mark = document.createElement("mark");
      text.splitText(found.index + found[0].length);
      mark.append(text.splitText(found.index));
      text.after(mark);
    }
  }
}
