// What is meant by what was typed.

const plain = (words) => words.toLowerCase().replaceAll("’", "'");

// replaced puts other words in the place of some, as whole words only.
function replaced(text, some, others) {
  const at = ` ${plain(text)} `.indexOf(` ${plain(some)} `);
  return at < 0 ? text : text.slice(0, at) + others + text.slice(at + some.length);
}

// meant mends what is misspelt: as people noted it, and else a word that the
// record does not have by the nearest that it has.
export function meant(typed, known) {
  let words = typed;
  for (const [wrong, right] of known.misspelt) words = replaced(words, wrong, right);
  if (words !== typed) return words;
  const all = new Set(known.words);
  return typed.split(" ").map((word) => {
    const small = plain(word);
    if (small.length < 5 || !/^\p{L}+$/u.test(small) || all.has(small) || known.words.some((one) => one.startsWith(small))) return word;
    const most = small.length < 8 ? 1 : 2;
    let best = word, least = most + 1;
    for (const one of known.words) {
      if (Math.abs(one.length - small.length) > most || one[0] !== small[0]) continue;
      const way = distance(small, one);
      if (way < least) [best, least] = [one, way];
    }
    return best;
  }).join(" ");
}

// variants are other words for the same, at most four. What has all that was
// typed in it is found anyway.
export function variants(words, known) {
  const others = new Set();
  for (const same of known.same) {
    const one = same.find((some) => replaced(words, some, "\0") !== words);
    if (one) for (const other of same) if (other !== one) others.add(replaced(words, one, other));
  }
  others.delete(words);
  const typed = plain(words).split(" ");
  return [...others].filter((one) => !typed.every((word) => plain(one).includes(word))).slice(0, 4);
}

// distance counts the letters to put in, take out, change or swap.
function distance(a, b) {
  let before = [], last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[b.length];
}
