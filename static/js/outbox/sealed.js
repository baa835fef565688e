// How many locked massages wait on this device, and since when. Whose they are is not known here.
import { rows, whenChanged } from "../outbox.js";
import { time } from "../when.js";

const box = document.querySelector("[data-sealed]");
const words = box.querySelector("[data-sealed-words]");

async function show() {
  const locked = (await rows()).filter(({ sealed }) => sealed);
  const count = new Set(locked.map(({ key }) => key)).size;
  box.hidden = count === 0;
  box.querySelector("[data-sealed-stuck]").hidden = locked.every(({ status }) => status !== 410);
  if (count) words.textContent = words.dataset[count === 1 ? "one" : "many"].replace("%n", count).replace("%t", time(new Date(locked[0].at)));
}

const tryIt = () => show().catch(() => {}); // no storage: nothing can wait
whenChanged(tryIt);
tryIt();
