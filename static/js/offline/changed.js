// A page that is older than the unit's limit, kept on the device or left open, asks what may have changed since.
import { day, time } from "../when.js";

const form = document.querySelector("[data-massage]");
const box = form.querySelector("[data-changed]");
const start = form.querySelector("#ready [data-start]");
const words = box.querySelector("[data-changed-words]");
const made = new Date(form.dataset.made);
const answer = () => box.querySelector("input:checked")?.value;

function show() {
  box.hidden = Date.now() - made < Number(box.dataset.changed) * 3600 * 1000;
  const isToday = made.toDateString() === new Date().toDateString();
  words.textContent = words.dataset[isToday ? "today" : "earlier"].replace("%d", day(made)).replace("%t", time(made));
}

box.addEventListener("change", () => {
  box.querySelector("[data-changed-first]").hidden = true;
  box.querySelector("[data-changed-yes]").hidden = answer() !== "yes";
});

// In the capture phase: the massage begins only after an answer.
document.addEventListener(
  "click",
  (event) => {
    if (box.hidden || answer() || !start.contains(event.target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    box.querySelector("[data-changed-first]").hidden = false;
    box.querySelector("input").focus();
  },
  { capture: true },
);

document.addEventListener("visibilitychange", show);
show();
