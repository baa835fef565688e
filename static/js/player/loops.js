// The moving drawings of a page, also those that come later than the page, and the button that holds them all still.
import { calm, Loop } from "./loop.js";

const loops = new Map();
const watcher = new IntersectionObserver((seen) => seen.forEach((one) => loops.get(one.target).see(one.isIntersecting)));

export function move(root) {
  for (const frame of root.querySelectorAll("[data-loop]")) {
    loops.set(frame, new Loop(frame));
    watcher.observe(frame);
  }
  for (const button of root.querySelectorAll("[data-hold-picture]")) {
    button.hidden = false;
    button.setAttribute("aria-pressed", Loop.isHeld);
  }
}

move(document);
document.addEventListener("click", ({ target }) => {
  if (!target.closest("[data-hold-picture]")) return;
  Loop.isHeld = !Loop.isHeld;
  for (const button of document.querySelectorAll("[data-hold-picture]")) button.setAttribute("aria-pressed", Loop.isHeld);
});
calm.addEventListener("change", () => loops.forEach((loop) => loop.see(loop.isSeen)));
