// A massage that is not saved yet, kept on this device under its own key, until the server has it.
const PREFIX = "handhug:massage:";
const KEPT_FOR = 12 * 3600 * 1000;

export function keep(record) {
  try {
    localStorage.setItem(PREFIX + record.key, JSON.stringify({ ...record, at: Date.now() }));
  } catch {
    // no room, or storage is switched off: the massage itself goes on
  }
}

export function forget(key) {
  localStorage.removeItem(PREFIX + key);
}

// The newest one of this person, this baby and this page. What another person began stays theirs.
export function find(author, baby, path = location.pathname) {
  const mine = all().filter((record) => record.author === author && record.baby === baby && (record.path ?? path) === path);
  return mine.sort((one, other) => other.at - one.at)[0];
}

export function all() {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  const records = keys.map((key) => JSON.parse(localStorage.getItem(key)));
  for (const { key, at } of records) if (Date.now() - at > KEPT_FOR) forget(key);
  return records.filter(({ at }) => Date.now() - at <= KEPT_FOR);
}
