// Makes an open page as its file is now, without loading it again: only what
// became different is put in, so that the reader stays where they are.
//
// A page in a browser is no longer as it was sent, since its scripts have added
// controls to it. So a copy is kept of the page as it was sent, made before they
// run, and for each node of it the one that is shown, its twin. A new page is held
// against the copy, and what is different is done to both. Where it is in
// doubt what a script made of the old words, or would make of the new ones,
// nothing is done: then the page has to be loaded again.
globalThis.plainsight = (() => {
  const apart = document.implementation.createHTMLDocument();
  const twins = new WeakMap();
  const known = apart.importNode(document.documentElement, true);
  pair(known, document.documentElement);

  function pair(one, shown) {
    twins.set(one, shown);
    one.childNodes.forEach((child, i) => pair(child, shown.childNodes[i]));
  }

  // renewed gives the sum of the page as it is shown afterwards, "" where it has
  // to be loaded again.
  function renewed(text) {
    const fresh = new DOMParser().parseFromString(text, "text/html").documentElement;
    for (const one of fresh.querySelectorAll("noscript")) one.textContent = one.innerHTML; // as where scripts run
    const changes = [];
    if (known.querySelector("body script[src]:not([defer])")) return ""; // it ran before the copy was made
    if (!compare(known, fresh, changes)) return "";
    for (const change of changes) change();
    return sum();
  }

  const sum = () => known.querySelector("meta[name=plainsight-sum]").content;

  // compare gathers what makes a node as it is now; false is doubt.
  function compare(was, is, changes) {
    if (was.isEqualNode(is)) return true;
    const shown = twins.get(was);
    if (!shown.isConnected || isFixed(was) || isFixed(is)) return false;
    if (was.nodeType === Node.ELEMENT_NODE) return attributes(was, is, shown, changes) && children(was, is, shown, changes);
    if (shown.data !== was.data || isNamedBy(was)) return false;
    changes.push(() => { was.data = shown.data = is.data; });
    return true;
  }

  // isFixed tells of what works when a page is loaded, and not afterwards.
  function isFixed(node) {
    switch (node.nodeName) {
      case "SCRIPT": return node.type !== "application/ld+json";
      case "LINK": return !/^(alternate|canonical)$/.test(node.rel);
      case "META": return node.hasAttribute("http-equiv") || node.name === "viewport" || node.name === "color-scheme";
      case "STYLE": case "BASE": case "IFRAME": case "TEMPLATE": return true;
    }
    return false;
  }

  // isNamedBy tells whether a script has put a control of its own for something
  // beside words, which may be called by them.
  function isNamedBy(words) {
    for (let around = words.parentNode; around; around = around.parentNode) {
      if ([...around.childNodes].some((one) => !twins.get(one).isConnected)) return true;
      if (around.nodeName === "FIGURE" && isTouched(around)) return true;
      if (around.id || around === known) return false;
    }
    return false;
  }

  function attributes(was, is, shown, changes) {
    for (const name of new Set([...was.getAttributeNames(), ...is.getAttributeNames()])) {
      const value = is.getAttribute(name);
      if (value === was.getAttribute(name)) continue;
      if (was === known && value === null) continue; // how the reader wants pages to look
      if (shown.getAttribute(name) !== was.getAttribute(name) || was !== known && isTouched(was)) return false;
      changes.push(() => {
        for (const one of [was, shown]) value === null ? one.removeAttribute(name) : one.setAttribute(name, value);
      });
    }
    return true;
  }

  function children(was, is, shown, changes) {
    const olds = [...was.childNodes], news = [...is.childNodes];
    let before, after;
    while (olds.length && news.length && olds.at(-1).isEqualNode(news.at(-1))) {
      before = olds.pop();
      news.pop();
    }
    while (olds.length || news.length) {
      const [gone, come] = untilAlike(olds, news);
      if (gone + come > 0 && !exchange(was, shown, { after, gone: olds.splice(0, gone), come: news.splice(0, come), before: olds[0] ?? before }, changes)) return false;
      if (!olds.length || !news.length) continue;
      after = olds.shift();
      if (!compare(after, news.shift(), changes)) return false;
    }
    return true;
  }

  // untilAlike counts what has gone and what has come before the next two that
  // are alike.
  function untilAlike(olds, news) {
    for (let n = 0; n < Math.max(olds.length, news.length); n++) {
      if (isAlike(olds[0], news[n])) return [0, n];
      if (isAlike(olds[n], news[0])) return [n, 0];
    }
    return news.length && olds.length ? [1, 1] : [olds.length, news.length];
  }

  // exchange puts in what has come between two nodes, and takes out what has gone.
  function exchange(was, shown, { after, gone, come, before }, changes) {
    if (![...gone, ...come].every(isPlain) || isNamedBy(after ?? before ?? gone[0] ?? known)) return false;
    const next = gone[0] ?? before, at = next ? twins.get(next) : after ? twins.get(after).nextSibling : null;
    if (at && at.parentNode !== shown || !next && !after && shown.firstChild) return false;
    changes.push(() => {
      for (const one of come) {
        const kept = apart.importNode(one, true), made = document.importNode(one, true);
        was.insertBefore(kept, next ?? null);
        shown.insertBefore(made, at);
        pair(kept, made);
      }
      for (const one of gone) {
        twins.get(one).remove();
        one.remove();
      }
    });
    return true;
  }

  // isAlike tells whether one can be made of the other: what scripts know
  // elements by is the same.
  function isAlike(was, is) {
    if (was?.nodeName !== is?.nodeName) return false;
    if (was.nodeType !== Node.ELEMENT_NODE) return true;
    const counted = (one) => /^(P|LI)$/.test(one.nodeName) && isPlain(one); // such get ids by their number
    const names = counted(was) && counted(is) && !isTouched(was) ? /^(class|name|role|type|data-.*)$/ : /^(id|class|name|role|type|data-.*)$/;
    const marks = (one) => one.getAttributeNames().filter((name) => names.test(name)).map((name) => `${name}=${one.getAttribute(name)}`).sort().join("\n");
    return was === known || marks(was) === marks(is);
  }

  const plain = new Set(("A ABBR B BLOCKQUOTE BR CITE CODE DD DL DT EM H2 H3 H4 HR I LI OL P PRE Q S SPAN STRONG SUB SUP " +
    "TABLE CAPTION THEAD TBODY TR TH TD TIME UL").split(" "));

  // isPlain tells of what no script cares for: words, their usual elements, and
  // elements like those of the page that the scripts have left as they were.
  function isPlain(node) {
    if (node.nodeType !== Node.ELEMENT_NODE) return true;
    if (/^plainsight-/.test(node.className)) return true; // ours
    if (!plain.has(node.nodeName)) return false;
    if (node.hasAttribute("class") && !isLeftAlone(node)) return false;
    if (Object.keys(node.dataset).length) return false;
    return [...node.childNodes].every(isPlain);
  }

  function isLeftAlone(node) {
    const like = [...known.querySelectorAll(node.localName)].filter((one) => one.className === node.className);
    return like.length > 0 && !like.some(isTouched);
  }

  // isTouched tells whether a script has changed an element, or put something
  // beside it.
  function isTouched(was) {
    const shown = twins.get(was), twin = (one) => one ? twins.get(one) : null;
    return !shown.isConnected || shown.childNodes.length !== was.childNodes.length || shown.attributes.length !== was.attributes.length ||
      shown.nextSibling !== twin(was.nextSibling) || shown.previousSibling !== twin(was.previousSibling);
  }

  return { renewed, sum };
})();
