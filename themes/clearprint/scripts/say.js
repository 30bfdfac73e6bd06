// Words come in the language of the page, as data of the element that loaded
// this script; a value goes where its name stands in braces.
export const script = document.currentScript;

export function say(id, values) {
  return script.dataset[id].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

export function add(parent, name, properties) {
  const made = Object.assign(document.createElement(name), properties);
  parent.append(made);
  return made;
}

// heading names the chart.
export function heading(figure) {
  return figure.querySelector(".headline").textContent.trim();
}
