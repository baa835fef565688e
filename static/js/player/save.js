// Hands a massage to the outbox and shows what became of it. Whatever goes wrong, everything typed stays.
import { hand, rowOf, rows, whenChanged } from "../outbox.js";

const box = document.querySelector("[data-errors]");
const LATER = ["mood_after", "none_seen", "sign", "giver", "giver_name", "enjoyed", "note"]; // said on the last page
const UNSENT = ["csrfmiddlewaretoken", "pace", "not_ready"];

export function massageRow(form, { isNotReady = false } = {}) {
  const fields = pairs(form).filter(([name]) => ![...LATER, ...UNSENT].includes(name));
  return rowOf(form, "massage", isNotReady ? [...fields, ["not_ready", "yes"]] : fields);
}

export function afterRow(form) {
  return rowOf(form, "after", pairs(form).filter(([name]) => [...LATER, "key"].includes(name)));
}

const pairs = (form) => [...new FormData(form)].filter(([, value]) => typeof value === "string");

// Returns true when the device may forget it: it is over there, or it waits in the outbox.
export async function give(written) {
  const { errors, isKept, isLost, url } = await hand(...written);
  if (errors) say(errors.length ? errors : [box.dataset.offline]);
  return { isKept, url, isSafe: !isLost, isRefused: Boolean(errors) };
}

export function say(sentences) {
  box.hidden = false;
  box.querySelector("[data-sentences]").replaceChildren(
    ...sentences.map((sentence) => Object.assign(document.createElement("p"), { textContent: sentence })),
  );
  box.scrollIntoView({ block: "center" });
}

export async function busy(button, act) {
  if (button.getAttribute("aria-busy")) return;
  const words = button.textContent;
  button.setAttribute("aria-busy", "true");
  if (button.dataset.busyWords) button.textContent = button.dataset.busyWords;
  await act();
  button.removeAttribute("aria-busy");
  if (button.dataset.busyWords) button.textContent = words;
}

// The page "Saved on this device" says so when the connection came back while it was open.
export function watch(page, key) {
  whenChanged(async () => {
    const isSent = !(await rows()).some((row) => row.key === key);
    page.querySelector("[data-kept-waits]").hidden = isSent;
    page.querySelector("[data-kept-sent]").hidden = !isSent;
  });
}
