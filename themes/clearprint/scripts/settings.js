// What a reader has chosen of how pages look. It is kept by the browser, on
// this device, and only where it lets us.
export const names = ["size", "spacing", "typeface", "colours"];

const place = "reading-settings";

// chosen gives the choices by the names of settings, and none where something
// else lies in their place.
export function chosen() {
  const choices = {};
  try {
    const kept = JSON.parse(localStorage.getItem(place));
    for (const name of names) {
      if (/^[a-z-]+$/.test(kept[name] || "")) choices[name] = kept[name];
    }
  } catch { /* then nothing is chosen */ }
  return choices;
}

// keep tells whether the choices will be there on the next page.
export function keep(choices) {
  try {
    localStorage.setItem(place, JSON.stringify(choices));
    if (!Object.keys(choices).length) localStorage.removeItem(place);
    return true;
  } catch {
    return false;
  }
}
