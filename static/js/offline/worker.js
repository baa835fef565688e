// Starts the worker, and tells once, politely, that the line is gone and the page is a copy.
import { day, time } from "../when.js";

const note = document.querySelector("[data-no-connection]");
const say = document.querySelector("[data-no-connection-say]");
const words = note.querySelector("[data-copy-words]");
const line = note.querySelector("[data-line]");
const workers = navigator.serviceWorker;

function show(copy) {
  const when = copy && new Date(copy);
  if (when) words.textContent = words.dataset.copyWords.replace("%d", day(when)).replace("%t", time(when));
  note.hidden = navigator.onLine && !words.textContent;
  say.textContent = note.hidden ? "" : note.textContent.trim();
}

workers?.addEventListener("message", ({ data }) => "copy" in data && show(data.copy));
workers?.register(note.dataset.worker, { scope: "/" }).catch(() => {}); // private windows have none
workers?.controller?.postMessage({ copy: true });
// When the line is back only the copy's time stays: the page is as old as it was.
function changed({ type }) {
  line.hidden = type === "online";
  show();
}

for (const name of ["online", "offline"]) addEventListener(name, changed);
addEventListener("not-sent", () => {
  words.textContent = words.dataset.notSent;
  show();
  note.scrollIntoView({ block: "center" });
});
show();
