// "Not ready today" in one tap: the key, the moment and the zone are those of this device when it was tapped.
document.addEventListener("submit", ({ target, defaultPrevented }) => {
  if (defaultPrevented || !target.matches("[data-not-ready]")) return;
  const { key, started_at, time_zone } = target.elements;
  if (crypto.randomUUID) key.value = crypto.randomUUID();
  started_at.value = new Date().toISOString();
  time_zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? time_zone.value;
});
