// The pictures of the steps. All but the first stand on the page for devices without scripts only; with them each comes
// while the step before it is shown. The worker keeps a copy of all; where there is no worker, all come at the start.
import { move } from "./loops.js";

export function bring(step) {
  const plain = step?.querySelector(".player__picture > noscript");
  if (!plain) return;
  plain.replaceWith(document.createRange().createContextualFragment(plain.textContent));
  move(step);
}

export const isSafeToWait = () => Boolean(navigator.serviceWorker?.controller);
