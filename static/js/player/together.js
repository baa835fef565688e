// One sheet for babies born together: each massage has its own key and its own ticket, and goes its own way.
import { hand, rowOf } from "../outbox.js";
import { zone } from "../device.js";
import { newKey } from "./fields.js";

const form = document.querySelector("[data-together]");
const kept = document.querySelector("[data-kept-here]");
const parts = [...form.querySelectorAll("[data-part]")];
const SHARED = ["opened_at", "time_zone", "ago", "other", "giver", "giver_name", "outcome"];
const face = (part) => part.querySelector("input[type=radio]:checked");

addEventListener("pageshow", () => {
  for (const { dataset } of parts) form.elements[`key-${dataset.part}`].value = newKey();
  form.elements.opened_at.value = new Date().toISOString();
  form.elements.time_zone.value = zone;
});

// A finger has said everything with the last face; a keyboard may still look, and has Save.
form.addEventListener("click", ({ target, detail }) => {
  const isFace = target.closest("[data-part]") && target.matches("input[type=radio]");
  if (isFace && detail > 0 && parts.every(face) && !form.querySelector("details[open]")) form.requestSubmit();
});

form.addEventListener("submit", async (event) => {
  const told = parts.filter(face);
  if (form.dataset.handed || told.length === 0) return; // the server says what is missing
  event.preventDefault();
  form.dataset.handed = "yes";
  const { errors, isLost, url } = await hand(...told.map(row));
  if (url) return location.replace(url);
  if (isLost) return form.submit(); // no storage here: the plain way
  if (errors) return location.assign(form.dataset.today); // there it stands what is wrong with which
  form.hidden = true;
  kept.hidden = false;
  kept.querySelector("h1").focus();
});

function row(part) {
  const { part: pk, page } = part.dataset;
  const said = [...new FormData(form)];
  const own = ["key", "plan"].map((name) => [name, form.elements[`${name}-${pk}`].value]);
  const fields = [...own, ["mood_after", face(part).value], ...said.filter(([name]) => SHARED.includes(name))];
  return rowOf({ dataset: part.dataset, action: page }, "afterwards", fields);
}
