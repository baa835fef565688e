// "On this device": asks the worker to keep each baby's pages, and says from when they are.
import { day, time } from "../when.js";

const box = document.querySelector("[data-on-device]");
const lines = [...box.querySelectorAll("[data-copy]")];

async function show() {
  for (const line of lines) {
    const copy = await caches.match(line.dataset.copy, { cacheName: "handhug-pages", ignoreVary: true }); // opening would make one
    line.hidden = !copy;
    if (!copy) continue;
    const at = new Date(copy.headers.get("Date"));
    const { words } = line.dataset;
    line.textContent = words.replace("%v", copy.headers.get("Handhug-Routine")).replace("%d", day(at)).replace("%t", time(at));
  }
  box.hidden = lines.every((line) => line.hidden);
}

// Yesterday's rest is not today's: a copy that has crossed midnight lets the family begin.
function turnDay() {
  const today = new Date().toLocaleDateString("sv"); // as 2026-12-03
  for (const next of box.querySelectorAll("[data-next-day]")) {
    if (next.dataset.nextDay >= today) continue;
    document.querySelector(`[aria-labelledby="${next.dataset.block}"] .baby-block__rest`)?.replaceWith(next);
    document.querySelector("h1").textContent = next.dataset.heading;
    next.hidden = false;
  }
}

// Browsers of this maker clear what a site has stored when nobody comes by for seven days, unless it is installed.
const isInstalled = matchMedia("(display-mode: standalone)").matches || navigator.standalone;
box.querySelector("[data-safari]")?.toggleAttribute("hidden", isInstalled || !navigator.vendor.startsWith("Apple"));
turnDay();
document.addEventListener("visibilitychange", turnDay);

// A hold or a leg at rest may be a minute old: what somebody could begin with is asked for each time.
const wanted = {
  keep: box.dataset.pages.split(" "),
  babies: box.dataset.babies.split(" "),
  begin: lines.map(({ dataset }) => dataset.copy),
};
const workers = navigator.serviceWorker;
const ask = () => document.hidden || workers.ready.then(({ active }) => active.postMessage(wanted));
if (workers && globalThis.caches) {
  show();
  workers.addEventListener("message", ({ data }) => data.kept && show());
  document.addEventListener("visibilitychange", ask);
  ask();
}
