// A page that is older than a stop knows nothing of it, nor does the server while the stop waits here: the day rests all
// the same. A page that was made later, when it had arrived, knows better.
import { rows } from "../outbox.js";

const name = (baby) => `handhug:stop:${baby}`;
const today = () => new Date().toDateString();

export function noteStop({ dataset: { baby, made }, elements }) {
  try {
    localStorage.setItem(name(baby), JSON.stringify({ day: today(), made, key: elements.key.value }));
  } catch {
    // no storage: then only the server knows
  }
}

export async function rests(baby, made) {
  const stop = JSON.parse(localStorage.getItem(name(baby)) ?? "null");
  if (!stop) return false;
  if (stop.day === today() && (new Date(made) <= new Date(stop.made) || (await waits(stop.key)))) return true;
  localStorage.removeItem(name(baby));
  return false;
}

const waits = (key) => rows().then((all) => all.some((row) => row.key === key), () => false);
