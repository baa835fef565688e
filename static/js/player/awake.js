// Keeps the screen on and the sign-in alive while the steps run; where the screen may go dark, the page says so.
const warn = () => document.querySelectorAll("[data-may-go-dark]").forEach((line) => (line.hidden = false));
const A_SIGN_OF_LIFE = 4 * 60_000; // well within the minutes after which a device of the staff signs itself out, unless the site sets fewer
let wanted = false;
let lock = null;

export function stayAwake(on) {
  wanted = on;
  document.documentElement.toggleAttribute("data-awake", on); // a lent tablet counts it as a touch
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
