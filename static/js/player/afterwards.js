// "We did it already": each opening is a massage of its own, with the time of the device that it was opened on.
import { newKey } from "./fields.js";
import { zone } from "../zone.js";

const form = document.querySelector("[data-afterwards]");

addEventListener("pageshow", () => {
  form.elements.key.value = newKey();
  form.elements.opened_at.value = new Date().toISOString();
  form.elements.time_zone.value = zone;
});
