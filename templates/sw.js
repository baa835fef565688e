// The service worker of the whole site: one rule for each kind of thing. It never keeps what the server has not allowed
// with Handhug-Copy, and it never touches the outbox.
const facts = {{ facts|safe }};
const SHELL = `handhug-shell-${facts.version}`;
const PAGES = "handhug-pages";
const PICTURES = "handhug-pictures";
const FRESH = 10 * 60 * 1000; // a copy younger than this is not asked for again
const HASHED = /\.[0-9a-f]{12}\.\w+$/;
const KEPT = facts.pages.map((pattern) => new RegExp(pattern));
const served = new Map(); // client -> the time of the copy that it shows

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(facts.shell)));
});

self.addEventListener("activate", (event) => event.waitUntil(begin()));

async function begin() {
  const old = (await caches.keys()).filter((name) => name.startsWith("handhug-") && ![SHELL, PAGES, PICTURES].includes(name));
  for (const name of old) await caches.delete(name);
  await self.clients.claim();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method !== "GET") {
    if (facts.people.some((start) => url.pathname.startsWith(start))) event.waitUntil(wipe()); // another person, or nobody
  } else if (url.pathname.startsWith(facts.statics)) event.respondWith(file(request, url));
  else if (request.mode === "navigate") event.respondWith(stays(url) ? page(event) : plain(request));
});

// Only these pages may have a copy: never accounts, the admin, invitations, exports, staff pages.
const stays = ({ pathname, search }) => search === "" && KEPT.some((pattern) => pattern.test(pathname));

// --- files: a hashed name never changes its content
async function file(request, url) {
  const copy = () => caches.match(request, { ignoreVary: true });
  if (HASHED.test(url.pathname)) {
    const found = await copy();
    if (found) return found;
  }
  try {
    const answer = await fetch(request);
    if (answer.ok) (await caches.open(PICTURES)).put(request, answer.clone()).catch(() => {});
    return answer;
  } catch (error) {
    const found = await copy();
    if (found) return found;
    throw error;
  }
}

// --- pages that stay: the network first, but not for longer than a person would wait
async function page(event) {
  const { url } = event.request;
  const fresh = fetch(event.request).then((answer) => took(url, answer));
  event.waitUntil(fresh.catch(() => {}));
  const copy = await kept(url);
  if (!copy) return fresh.catch(noPage);
  const late = new Promise((resolve) => setTimeout(resolve, facts.seconds * 1000));
  const answer = await Promise.race([fresh.catch(() => {}), late]);
  if (answer && answer.status < 500) return answer;
  served.set(event.resultingClientId, copy.headers.get("Date"));
  return copy;
}

async function took(url, answer) {
  if (answer.type === "opaqueredirect") await wipe(); // signed out, or somebody of the staff
  if (answer.status === 404 || answer.status === 403) await forget(baby(url));
  if (answer.ok && answer.headers.has("Handhug-Copy")) await keep(url, answer.clone());
  return answer;
}

async function keep(url, answer) {
  const cache = await caches.open(PAGES);
  const [other] = await cache.keys();
  const whose = other && (await cache.match(other, { ignoreVary: true }))?.headers.get("Handhug-Copy");
  if (whose && whose !== answer.headers.get("Handhug-Copy")) await wipe();
  const text = await answer.clone().text();
  await (await caches.open(PAGES)).put(url, answer);
  await pictures(text);
}

async function pictures(text) {
  const cache = await caches.open(PICTURES);
  const found = text.matchAll(/"([^"#]+\.svg)(?:#[^"]*)?"/g);
  const wanted = new Set([...found].map(([, name]) => name).filter((name) => name.startsWith(facts.statics)));
  for (const name of wanted) {
    if (!(HASHED.test(name) && (await caches.match(name, { ignoreVary: true })))) await cache.add(name).catch(() => {});
  }
}

async function kept(url) {
  const cache = await caches.open(PAGES);
  const copy = await cache.match(url, { ignoreVary: true });
  if (!copy || !isOld(copy)) return copy;
  await cache.delete(url, { ignoreVary: true });
}

const isOld = (copy) => Date.now() - new Date(copy.headers.get("Date")) > facts.days * 24 * 3600 * 1000;

const wipe = () => caches.delete(PAGES);

// Whoever may no longer see a baby keeps nothing of it; Today names it too.
async function forget(id) {
  if (!id) return;
  const cache = await caches.open(PAGES);
  for (const request of await cache.keys()) {
    if (baby(request.url) === id || new URL(request.url).pathname === facts.today) await cache.delete(request);
  }
}

const baby = (url) => new URL(url).pathname.match(/^\/babies\/([0-9a-f-]{36})\//)?.[1];

// --- everything else comes from the network or not at all
const plain = (request) => fetch(request).catch(noPage);
const noPage = () => caches.match(facts.offline, { ignoreVary: true });

// --- what Today asks for: copies for its babies, and none of any other
self.addEventListener("message", (event) => {
  const { keep: urls, babies, copy } = event.data ?? {};
  if (copy) event.source.postMessage({ copy: served.get(event.source.id) ?? null });
  if (urls) event.waitUntil(refresh(urls, babies).then(() => event.source.postMessage({ kept: true })));
});

async function refresh(urls, babies) {
  const cache = await caches.open(PAGES);
  for (const { url } of await cache.keys()) {
    if (baby(url) && !babies.includes(baby(url))) await forget(baby(url));
    else if (isOld(await cache.match(url, { ignoreVary: true }))) await cache.delete(url);
  }
  for (const url of urls) {
    const whole = new URL(url, location).href;
    const copy = await cache.match(whole, { ignoreVary: true });
    if (copy && Date.now() - new Date(copy.headers.get("Date")) < FRESH) continue;
    if (stays(new URL(whole))) await fetch(whole, { redirect: "manual", headers: { Accept: "text/html" } }).then((answer) => took(whole, answer)).catch(() => {});
  }
}
