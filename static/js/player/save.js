// Sends the form once. Whatever goes wrong is said on the page, and everything typed stays.
import { newKey } from "./fields.js";

const box = document.querySelector("[data-errors]");
let sending = false;

export async function save(form, button) {
  if (sending) return;
  sending = true;
  const words = button.textContent;
  button.setAttribute("aria-busy", "true");
  if (button.dataset.busyWords) button.textContent = button.dataset.busyWords;
  const data = new FormData(form, button);
  try {
    await send(form, data);
  } catch {
    say([box.dataset.offline]);
  }
  button.removeAttribute("aria-busy");
  if (button.dataset.busyWords) button.textContent = words;
  sending = false;
}

async function send(form, data) {
  const headers = { Accept: "application/json", "X-Requested-With": "fetch" };
  const answer = await fetch(form.action, { method: "POST", body: data, headers, redirect: "error" });
  if (answer.status === 401) return say([box.dataset.signedOut]);
  const said = await answer.json();
  if (answer.ok && said.key === data.get("key")) return location.replace(said.url);
  if (answer.status === 409) form.elements.key.value = newKey();
  say(said.errors ?? [box.dataset.offline]);
}

function say(sentences) {
  box.hidden = false;
  box.querySelector("[data-sentences]").replaceChildren(
    ...sentences.map((sentence) => Object.assign(document.createElement("p"), { textContent: sentence })),
  );
  box.scrollIntoView({ block: "center" });
}
