// "We did it already": each opening is a massage of its own, with the time of the device that it was opened on.
import { hand, rowOf } from "../outbox.js";
import { zone } from "../device.js";
import { newKey } from "./fields.js";

const form = document.querySelector("[data-afterwards]");
const kept = document.querySelector("[data-kept-here]");

addEventListener("pageshow", () => {
  form.elements.key.value = newKey();
  form.elements.opened_at.value = new Date().toISOString();
  form.elements.time_zone.value = zone;
});

form.addEventListener("submit", async (event) => {
  const data = new FormData(form, event.submitter);
  if (data.get("replaces") || form.dataset.handed) return; // put right on this page: the server answers it
  event.preventDefault();
  form.dataset.handed = "yes";
  data.delete("csrfmiddlewaretoken");
  const { errors, isLost, url } = await hand(rowOf(form, "afterwards", [...data]));
  if (url) return location.replace(url);
  if (errors) return again(event.submitter, isLost);
  form.hidden = true;
  kept.hidden = false;
  kept.querySelector("h1").focus();
});

// The page itself says what is wrong, beside what was typed.
function again(button, isLost) {
  if (!isLost) form.elements.replaces.value = form.elements.key.value;
  form.requestSubmit(button);
}
