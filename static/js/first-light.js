// Before the first paint: a copy of a page kept on the device wears the light that was chosen since.
(() => {
  const host = location.protocol === "https:" ? "__Host-" : "";
  for (const what of ["theme", "baby", "hand"]) {
    const chosen = document.cookie.match(`(?:^|; )${host}handhug-${what}=([a-z0-9]+)`)?.[1];
    if (chosen) document.documentElement.dataset[what] = chosen;
    else delete document.documentElement.dataset[what];
  }
  // A lent tablet that went back, or that nobody touched for too long: nothing of the baby is painted any more. And
  // where a loan begins, what was open or comes back with Back is asked for anew: it was another person's.
  const NAME = "handhug:lent";
  const lent = JSON.parse(localStorage.getItem(NAME) ?? "null");
  if (lent) document.documentElement.dataset.isLent = "";
  if (location.pathname === "/tablet/") return;
  addEventListener("storage", ({ key, oldValue, newValue }) => key === NAME && !oldValue && newValue && location.reload());
  addEventListener("pageshow", ({ persisted }) => persisted && localStorage.getItem(NAME) && location.reload());
  if (!lent || (!lent.isOver && Math.abs(Date.now() - lent.seen) <= lent.idle)) return;
  document.documentElement.hidden = true;
  location.replace("/tablet/");
})();
