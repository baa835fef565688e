// Massages that this device has not handed over yet. Each is written down before anything is sent, and leaves only when
// the server has answered with that very key. Rows go in the order in which they were written.
const PATIENCE = 20_000; // for one answer
const ENOUGH = 4_000; // how long a person waits to see it sent; it goes on without them
const REFUSED = [400, 403, 404, 409, 413, 422];

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("handhug", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("outbox", { keyPath: "n", autoIncrement: true });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = asked.onblocked = () => reject(asked.error);
  });
}

async function use(mode, act) {
  const base = await open();
  return new Promise((resolve, reject) => {
    const work = base.transaction("outbox", mode, { durability: "strict" });
    const asked = act(work.objectStore("outbox"));
    work.oncomplete = () => resolve(asked?.result);
    work.onerror = work.onabort = () => reject(work.error);
  }).finally(() => base.close());
}

const changed = globalThis.BroadcastChannel && new BroadcastChannel("handhug-outbox");
const listeners = [];
if (changed) changed.onmessage = () => listeners.forEach((each) => each());

export function whenChanged(act) {
  listeners.push(act);
}

function tell() {
  listeners.forEach((each) => each());
  changed?.postMessage("");
}

export const rows = () => use("readonly", (store) => store.getAll());
const remove = (n) => use("readwrite", (store) => store.delete(n));

// A row that was thrown away meanwhile does not come back.
const note = (n, more) =>
  use("readwrite", (store) => {
    store.get(n).onsuccess = ({ target }) => target.result && store.put({ ...target.result, ...more });
  });

export async function discard(key) {
  for (const row of await rows()) if (row.key === key) await remove(row.n);
  tell();
}

// kind: massage, afterwards or after. fields: pairs of name and value, as the form would send them.
export function rowOf(form, kind, fields) {
  const { author, authorName, baby, babyName, ticket, outboxUrl: url } = form.dataset;
  const value = (name) => fields.find(([each]) => each === name)?.[1];
  const when = value("started_at") ?? value("opened_at") ?? new Date().toISOString();
  return { kind, key: value("key"), fields, author, authorName, baby, babyName, ticket, url, page: form.action, when, at: Date.now() };
}

// On a tablet that goes from hand to hand only the server can read what waits; where nothing can be locked, nothing is kept.
async function locked(row) {
  const lock = document.querySelector("[data-seal]")?.dataset.seal;
  if (lock === undefined) return row;
  const { seal } = await import("./outbox/seal.js");
  return seal(row, lock);
}

export async function put(...written) {
  for (const row of written) {
    const kept = { ...(await locked(row)), refused: null };
    row.n = await use("readwrite", (store) => store.add(kept));
  }
}

// Writes rows down, tries to send, and says how it went: { url } when kept, { errors } when refused, {} when it waits.
export async function hand(...written) {
  try {
    await put(...written);
  } catch {
    return straight(written); // no storage on this device: then at least try
  }
  navigator.storage?.persist?.().catch(() => {});
  wakeWorker();
  tell();
  const enough = new Promise((resolve) => setTimeout(resolve, ENOUGH));
  const answers = await Promise.race([flush(), enough]);
  const { key, n } = written.at(-1);
  const mine = (await rows()).filter((row) => row.key === key);
  const refused = mine.find((row) => row.refused);
  if (refused) return { errors: refused.refused };
  return mine.length ? {} : { url: answers?.get(n)?.url, isKept: true };
}

// Where the browser can, it sends from the worker when the line is back, also with every page closed.
function wakeWorker() {
  navigator.serviceWorker?.getRegistration().then((one) => one?.sync?.register("outbox")).catch(() => {});
}

async function straight(written) {
  let answer = {};
  for (const row of written) {
    answer = await send(row);
    if (!answer.isKept) return { errors: answer.errors ?? [], isLost: true };
  }
  return answer;
}

// One tab at a time. Where there are no locks, the server still keeps each massage once.
export function flush() {
  return navigator.locks ? navigator.locks.request("handhug-outbox", sendAll) : sendAll();
}

async function sendAll() {
  const answers = new Map();
  const held = new Set(); // what belongs to a massage waits until the massage itself is there
  const waiting = await rows();
  for (const row of waiting) {
    if (row.refused || held.has(row.key)) {
      held.add(row.key);
      continue;
    }
    const answer = await send(row);
    answers.set(row.n, answer);
    if (answer.isKept) await remove(row.n);
    else held.add(row.key);
    if (answer.errors) await note(row.n, { refused: answer.errors, status: answer.status });
    else if (!answer.isKept) await note(row.n, { status: answer.status });
    if (!answer.status || answer.status === 429) break; // no line, or too fast: later
  }
  if (waiting.length) tell();
  return answers;
}

async function send(row) {
  try {
    const answer = await fetch(row.url, {
      method: "POST",
      body: new URLSearchParams(row.sealed ? { sealed: row.sealed } : [...row.fields, ["ticket", row.ticket], ["kind", row.kind]]),
      headers: { Accept: "application/json", "X-Requested-With": "fetch" },
      redirect: "error", // a sign-in page is no receipt
      signal: AbortSignal.timeout?.(PATIENCE),
    });
    const said = await answer.json().catch(() => ({}));
    const { ok, status } = answer;
    if (ok && answer.headers.get("Handhug-Key") === row.key && said.key === row.key) return { isKept: true, status, url: said.url };
    if (REFUSED.includes(status) && said.errors?.length) return { status, errors: said.errors };
    return { status };
  } catch {
    return { status: 0 };
  }
}
