// A loan is over: what is under way is locked and waits, everything else of the baby goes, and the server is told. It
// works without a connection, and then says so until the server knows too.
import { keep } from "../device.js";
import { flush, put } from "../outbox.js";
import { all, forget as drop } from "../player/progress.js";
import { forget, read, write } from "./state.js";

const page = document.querySelector("[data-given-back]");
const show = (name) => (page.querySelector(`[data-${name}]`).hidden = false);
const OURS = ["handhug-pages", "handhug-unit-pictures", "handhug-pictures"];

async function clear() {
  page.dataset.seal = read()?.seal ?? "";
  write({ isOver: true });
  for (const { key, rows } of all()) {
    if (rows) await put(...rows).catch(() => {}); // not to be locked here: then it goes
    drop(key);
  }
  for (const name of Object.keys(localStorage)) if (name.startsWith("handhug:") && name !== "handhug:lent") localStorage.removeItem(name);
  sessionStorage.clear();
  for (const [, what] of document.cookie.matchAll(/handhug-(?!theme)(\w+)/g)) keep(what, "");
  await Promise.all(OURS.map((name) => globalThis.caches?.delete(name)));
  show("cleared");
}

async function tell() {
  const answer = await fetch(page.dataset.done, { method: "POST", headers: { "X-Requested-With": "fetch" } }).catch(() => ({}));
  const isTold = answer.status === 204; // a page that the worker had is no answer
  page.querySelector("[data-no-line]").hidden = isTold;
  return isTold;
}

const tryAgain = async () => read() && (await tell()) && forget();
const told = tell(); // first: what the worker is fetching now is not kept any more
if (read()) await clear();
if (await told) forget();
flush().catch(() => {});
addEventListener("online", tryAgain);
document.addEventListener("visibilitychange", tryAgain);
