// Applies a change of light or skin at once, without leaving the page and without a connection.
import { keep } from "./device.js";

const root = document.documentElement;

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-theme-form]");
  if (!form) return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  for (const what of ["theme", "baby", "hand"]) if (data.has(what)) choose(what, data.get(what));
  tellTheBrowser();
  markTheChosen(form);
  // The button that was tapped is hidden now: its twin takes the focus.
  if (event.submitter?.offsetParent === null) visible(form)?.focus();
});

// A skin is there as soon as it is tapped; the button below is for devices without this module.
document.addEventListener("change", ({ target }) => {
  if (target.closest("[data-theme-form]")) choose(target.name, target.value);
});

function choose(what, value) {
  keep(what, value);
  if (value) root.dataset[what] = value;
  else delete root.dataset[what];
}

function visible(form) {
  return [...form.querySelectorAll("button")].find((button) => button.offsetParent !== null);
}

function markTheChosen(form) {
  for (const button of form.querySelectorAll(".segmented button[name=theme]")) {
    if (button.value === (root.dataset.theme ?? "")) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}

function tellTheBrowser() {
  const style = getComputedStyle(root);
  document.querySelector('meta[name="color-scheme"]')?.setAttribute("content", style.colorScheme);
  for (const meta of document.querySelectorAll('meta[name="theme-color"]')) meta.setAttribute("content", style.backgroundColor);
}
