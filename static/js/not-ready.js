// "Not ready today" in one tap: the key, the moment and the zone are those of this device when it was tapped.
import { hand, rowOf } from "./outbox.js";
import { newKey } from "./player/fields.js";
import { zone } from "./device.js";

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-not-ready]")) return;
  event.preventDefault();
  if (form.dataset.handed) return;
  form.dataset.handed = "yes";
  const now = new Date().toISOString();
  form.elements.key.value = newKey();
  form.elements.started_at.value = now;
  form.elements.time_zone.value = zone || form.elements.time_zone.value;
  const data = new FormData(form);
  data.delete("csrfmiddlewaretoken");
  const { isLost, url } = await hand(rowOf(form, "massage", [...data, ["ended_at", now], ["not_ready", "yes"]]));
  if (url) location.assign(url);
  else if (isLost) form.submit(); // no storage here: the plain way
  else {
    form.hidden = true;
    document.querySelector("[data-outbox]")?.scrollIntoView({ block: "center" }); // it stands there
  }
});
