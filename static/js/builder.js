// Keeps the hands of a keyboard, and what they just typed, where they were when the routine is drawn anew after a change.
let at = null;
let typed = null;

document.addEventListener("htmx:beforeSwap", () => {
  const active = document.activeElement;
  at = active?.closest?.(".plan-row")?.id ?? null;
  const isWriting = active?.matches?.("#routine input:not([type=radio], [type=checkbox])");
  typed = isWriting ? { name: active.name, value: active.value } : null;
});

document.addEventListener("htmx:afterSwap", () => {
  const field = typed && document.querySelector(`#routine input[name="${typed.name}"]`);
  if (!field) return;
  const isUnsent = field.value !== typed.value;
  field.value = typed.value;
  field.focus();
  if (!isUnsent) return;
  const send = () => field.dispatchEvent(new Event("change", { bubbles: true })); // to the browser a script's value is none
  field.addEventListener("blur", send, { once: true });
  field.addEventListener("change", () => field.removeEventListener("blur", send), { once: true });
});

document.addEventListener("htmx:afterSettle", () => {
  if (!at || document.activeElement !== document.body) return;
  const row = document.getElementById(at) ?? document.querySelector(".plan-row");
  row?.querySelector(".plan-row__moves button:not([aria-disabled])")?.focus();
});
