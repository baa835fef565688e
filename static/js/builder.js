// Keeps the hands of a keyboard where they were when the routine is drawn anew after a change.
let at = null;

document.addEventListener("htmx:beforeSwap", () => {
  at = document.activeElement?.closest?.(".plan-row")?.id ?? null;
});

document.addEventListener("htmx:afterSettle", () => {
  if (!at || document.activeElement !== document.body) return;
  const row = document.getElementById(at) ?? document.querySelector(".plan-row");
  row?.querySelector(".plan-row__moves button:not([aria-disabled])")?.focus();
});
