// A copy of this page that is older than a stop knows nothing of it: the day rests all the same (product rule 7).
// A page that the server has made since then knows better, so the two are told apart by when it was made.
const name = (form) => `handhug:stop:${form.dataset.baby}`;
const today = () => new Date().toDateString();

export function noteStop(form) {
  try {
    localStorage.setItem(name(form), JSON.stringify({ day: today(), made: form.dataset.made }));
  } catch {
    // no storage: then only the server knows
  }
}

export function isRestingCopy(form) {
  const stop = JSON.parse(localStorage.getItem(name(form)) ?? "null");
  if (!stop) return false;
  if (stop.day === today() && new Date(form.dataset.made) <= new Date(stop.made)) return true;
  localStorage.removeItem(name(form));
  return false;
}
