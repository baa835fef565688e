// Keeps the screen on while the steps run, where the browser can.
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
    // battery low, or not allowed: the massage goes on, the screen may go dark
  }
}

document.addEventListener("visibilitychange", () => wanted && document.visibilityState === "visible" && ask());
