// What a person chose for this device. Where storage is switched off it holds for the page.
const PREFIX = "handhug:with:";

export function isChosen(name) {
  try {
    return localStorage.getItem(PREFIX + name) === "yes";
  } catch {
    return false;
  }
}

export function choose(name, isOn) {
  try {
    localStorage.setItem(PREFIX + name, isOn ? "yes" : "");
  } catch {
    // as above
  }
}
