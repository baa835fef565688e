// A stop on this device rests the day on Today too, before the server has heard of it.
import { find } from "../player/progress.js";
import { rests } from "../player/rest.js";

const title = document.querySelector("h1");
const open = new Set(document.querySelectorAll("[data-rest]"));
const { made } = document.querySelector("[data-on-device]").dataset;

async function look() {
  for (const rest of open) if (await rests(rest.dataset.rest, made)) close(rest);
}

function close(rest) {
  open.delete(rest);
  const block = rest.parentElement;
  const unsaid = rest.content.querySelector("[data-unsaid]"); // whoever walked away after the stop has a way back to it
  unsaid.hidden = !find(block.querySelector("[data-author]").dataset.author, rest.dataset.rest, unsaid.firstChild.getAttribute("href"));
  for (const each of block.querySelectorAll(":scope > .plan-strip, :scope > .acts")) each.hidden = true;
  rest.replaceWith(rest.content);
  const [last, more] = open;
  if (!more) title.textContent = last?.dataset.ready ?? rest.dataset.enough;
}

look();
