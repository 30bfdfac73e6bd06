// On a small screen the list of contents is folded, so that the report is
// near; on paper it is always open.
const contents = document.querySelector(".contents details");

if (contents) {
  const small = matchMedia("(max-width: 40em)");
  contents.open = !small.matches;
  addEventListener("beforeprint", () => { contents.open = true; });
  addEventListener("afterprint", () => { contents.open = !small.matches; });
}
