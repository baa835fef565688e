// Keeps the screen on while the steps run, where the browser can; where it cannot, the page says so.
const warn = () => document.querySelectorAll("[data-may-go-dark]").forEach((line) => (line.hidden = false));
const A_SIGN_OF_LIFE = 4 * 60_000; // well within the shortest time after which a device signs itself out
let wanted = false;
let lock = null;

export function stayAwake(on) {
  wanted = on;
  if (on) ask();
  else lock?.release().then(() => (lock = null), () => {});
}

async function ask() {
  try {
    if (!lock || lock.released) lock = await navigator.wakeLock?.request("screen");
    if (!wanted) await lock?.release();
  } catch {
    warn(); // battery low, or not allowed: the massage goes on
  }
}

document.addEventListener("visibilitychange", () => wanted && document.visibilityState === "visible" && ask());
if (!navigator.wakeLock) warn();
setInterval(() => {
  if (wanted && navigator.onLine) fetch("/alive/", { method: "HEAD" }).catch(() => {}); // without a line nothing is lost either
}, A_SIGN_OF_LIFE);
