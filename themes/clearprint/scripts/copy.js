// A button beside each numbered paragraph that copies its address. The words
// stand on the report, in the language of the page.
const report = document.querySelector("[data-copy]");
const page = document.querySelector("link[rel=canonical]");

if (report && page && navigator.clipboard) {
  const said = document.createElement("p");
  said.className = "aside";
  said.setAttribute("role", "status");
  report.append(said);
  for (const number of report.querySelectorAll(".number")) {
    number.after(button(number, said));
  }
}

function button(number, said) {
  const { copy, copyName, copied, copiedName } = report.dataset;
  const made = document.createElement("button");
  made.type = "button";
  made.className = "copy";
  const show = (words, name) => {
    made.textContent = words;
    made.setAttribute("aria-label", name.replace("%", number.textContent));
  };
  show(copy, copyName);
  let later;
  made.addEventListener("click", async () => {
    await navigator.clipboard.writeText(page.href + number.hash);
    show(copied, copiedName);
    said.textContent = copiedName.replace("%", number.textContent);
    clearTimeout(later);
    later = setTimeout(() => {
      show(copy, copyName);
      said.textContent = "";
    }, 4000);
  });
  return made;
}
