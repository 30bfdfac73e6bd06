// Words come in the language of the page, in the script before this one; a value
// goes where its name stands in braces.
export const script = document.currentScript;

export function say(id, values) {
  return self.words[id].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

export function add(parent, name, properties) {
  const made = Object.assign(document.createElement(name), properties);
  parent.append(made);
  return made;
}

// beside is the address of a neighbour of this script.
export const beside = (file) => new URL(file, script.src).href;

// heading names the chart.
export function heading(figure) {
  return figure.querySelector(".headline").textContent.trim();
}
