// The pictures of a page: they move, one button holds them all still, and in the player each comes when its step is near.
import { calm, Loop } from "./loop.js";

const loops = new Map();
const watcher = new IntersectionObserver((seen) => seen.forEach((one) => loops.get(one.target).see(one.isIntersecting)));

function move(root) {
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

// All but the first picture of a routine stand on the page for devices without scripts only; with them each comes while
// the step before it is shown. The worker keeps a copy of all; where there is no worker, all come at the start.
export function bring(step) {
  const plain = step?.querySelector(".player__picture > noscript");
  if (!plain) return;
  plain.replaceWith(document.createRange().createContextualFragment(plain.textContent));
  move(step);
}

export const isSafeToWait = () => Boolean(navigator.serviceWorker?.controller);
