// The service worker of the whole site: one rule for each kind of thing. It never keeps what the server has not allowed
// with Handhug-Copy. The outbox it only sends, with the very lines that pages use.
const facts = {{ facts|safe }};
const SHELLS = "handhug-shell-";
const SHELL = SHELLS + facts.version;
const PAGES = "handhug-pages";
const OWN = "handhug-unit-pictures"; // what a unit uploaded: as private as the pages, and gone with them
const PICTURES = "handhug-pictures";
const FRESH = 10 * 60 * 1000; // a copy younger than this is not asked for again, unless somebody could begin with it
const HASHED = /\.[0-9a-f]{12}\.\w+$/;
const KEPT = facts.pages.map((pattern) => new RegExp(pattern));
const NOT_MODIFIED = 304;
let shell; // opened once, not for each of thirty files
const served = new Map(); // client -> the time of the copy that it shows
let era = 0; // rises when people change: what was asked for before is not kept after

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(facts.shell)));
});

self.addEventListener("activate", (event) => event.waitUntil(begin()));

// Copies still wear the files of the worker before; those go when the copies have been asked for anew.
async function begin() {
  const pages = await (await caches.open(PAGES)).keys();
  if (pages.length === 0) await clearUp();
  await self.clients.claim();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method !== "GET") {
    if (facts.people.some((start) => url.pathname.startsWith(start))) event.respondWith(another(request));
    else if (request.mode === "navigate") event.respondWith(plain(request)); // no white page of the browser at night
  } else if (url.pathname.startsWith(facts.statics)) event.respondWith(file(request, url));
  else if (url.pathname.startsWith(facts.own)) event.respondWith(own(request, url));
  else if (url.pathname === facts.back) event.respondWith(givenBack(request));
  else if (request.mode === "navigate") event.respondWith(stays(url) ? page(event) : plain(request));
});

// Only these pages may have a copy: never accounts, the admin, invitations, exports, staff pages.
const stays = ({ pathname, search }) => search === "" && KEPT.some((pattern) => pattern.test(pathname));

// Another person, or nobody. Wiped before, in case the answer never comes, and after, as until then pages still came.
async function another(request) {
  await wipe();
  return fetch(request).catch(noPage).finally(wipe);
}

// --- files: a hashed name never changes its content
async function file(request, url) {
  const inShell = await (await (shell ??= caches.open(SHELL))).match(request, { ignoreVary: true }); // most are there
  if (inShell && HASHED.test(url.pathname)) return inShell;
  const copy = async () => inShell ?? caches.match(request, { ignoreVary: true });
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

// --- pictures of a unit: the server is asked each time; without a line, a copy of another size is better than none
async function own(request, { pathname }) {
  try {
    return await fetch(request);
  } catch (error) {
    const cache = await caches.open(OWN);
    const picture = pathname.replace(/\d+\/$/, "");
    const found = (await cache.keys()).find(({ url }) => new URL(url).pathname.startsWith(picture));
    if (found) return cache.match(found, { ignoreVary: true });
    throw error;
  }
}

// --- pages that stay: the network first, but not for longer than a person would wait
async function page(event) {
  const { url } = event.request;
  const copy = await kept(url);
  const fresh = ask(url, copy?.clone());
  event.waitUntil(fresh.catch(() => {}));
  if (!copy) return fresh.catch(noPage);
  const late = new Promise((resolve) => setTimeout(resolve, facts.seconds * 1000));
  const answer = await Promise.race([fresh.catch(() => {}), late]);
  if (answer && answer.status < 500) return answer;
  served.set(event.resultingClientId, copy.headers.get("Date"));
  return copy;
}

// Asks with the tag of the copy: when nothing has changed, the answer is a few hundred bytes.
async function ask(url, copy) {
  const mine = era;
  const tag = copy?.headers.get("ETag");
  const headers = { Accept: "text/html", ...(tag && { "If-None-Match": tag }) };
  const answer = await fetch(url, { headers, redirect: "manual" });
  if (answer.status !== NOT_MODIFIED) return took(url, answer, mine);
  return mine === era ? confirmed(url, copy, answer, mine) : ask(url);
}

async function took(url, answer, mine) {
  const said = answer.headers.get("Handhug-Copy");
  const isToday = new URL(url).pathname === facts.today;
  if (answer.type === "opaqueredirect" || (said === "gone" && isToday)) await wipe(); // signed out, or nobody's family
  else if (said === "gone") await (await caches.open(PAGES)).delete(url);
  else if (answer.status === 404 || answer.status === 403) await forget(baby(url));
  else if (answer.ok && said) await keep(url, answer.clone(), mine);
  return answer;
}

// The copy is as good as new, from this moment on.
async function confirmed(url, copy, answer, mine) {
  const headers = new Headers(copy.headers);
  headers.delete("Content-Encoding");
  headers.set("Date", answer.headers.get("Date"));
  const made = `data-made="${new Date(headers.get("Date")).toISOString()}"`;
  const text = (await copy.text()).replace(/data-made="[^"]*"/, made);
  await keep(url, new Response(text, { headers }), mine);
  return new Response(text, { headers });
}

async function keep(url, answer, mine) {
  const whose = await owner();
  if (whose && whose !== answer.headers.get("Handhug-Copy") && mine === era) {
    await wipe();
    mine = era;
  }
  const text = await answer.clone().text();
  const cache = await caches.open(PAGES);
  if (mine !== era) return;
  await cache.put(url, answer);
  await pictures(text);
  if (mine === era) await ownPictures(text);
}

async function ownPictures(text) {
  const cache = await caches.open(OWN);
  const names = [...text.matchAll(/ src="([^"]+)"/g)].map(([, name]) => name).filter((name) => name.startsWith(facts.own));
  for (const name of new Set(names)) {
    if (!(await cache.match(name, { ignoreVary: true }))) await cache.add(name).catch(() => {});
  }
}

async function owner() {
  const cache = await caches.open(PAGES);
  const [first] = await cache.keys();
  return first && (await cache.match(first, { ignoreVary: true }))?.headers.get("Handhug-Copy");
}

async function pictures(text) {
  const cache = await caches.open(PICTURES);
  for (const name of named(text)) {
    if (!(HASHED.test(name) && (await caches.match(name, { ignoreVary: true })))) await cache.add(name).catch(() => {});
  }
}

function named(text) {
  const found = [...text.matchAll(/"([^"#]+\.svg)(?:#[^"]*)?"/g)].map(([, name]) => name);
  return new Set(found.filter((name) => name.startsWith(facts.statics)));
}

async function kept(url) {
  const cache = await caches.open(PAGES);
  const copy = await cache.match(url, { ignoreVary: true });
  if (!copy || !isOld(copy)) return copy;
  await cache.delete(url, { ignoreVary: true });
}

const age = (copy) => Date.now() - new Date(copy.headers.get("Date"));
const isOld = (copy) => age(copy) > Number(copy.headers.get("Handhug-Days")) * 24 * 3600 * 1000;

function wipe() {
  era += 1;
  return Promise.all([caches.delete(PAGES), caches.delete(OWN)]);
}

// Whoever may no longer see a baby keeps nothing of it; Today names it too.
async function forget(id) {
  if (!id) return;
  await caches.delete(OWN); // another unit's, perhaps; what the other babies need comes again with their pages
  const cache = await caches.open(PAGES);
  for (const request of await cache.keys()) {
    if (baby(request.url) === id || new URL(request.url).pathname === facts.today) await cache.delete(request);
  }
}

const baby = (url) => new URL(url).pathname.match(/^\/babies\/([0-9a-f-]{36})\//)?.[1];

// --- everything else comes from the network or not at all
const plain = (request) => fetch(request).catch(noPage);
const givenBack = async (request) => (await caches.match(facts.back, { ignoreVary: true })) ?? fetch(request); // at once, line or no line
const noPage = () => caches.match(facts.offline, { ignoreVary: true });

// --- what Today asks for: copies for its babies, and none of any other
self.addEventListener("message", (event) => {
  const { keep: urls, babies, begin: first, copy } = event.data ?? {};
  if (copy) event.source.postMessage({ copy: served.get(event.source.id) ?? null });
  if (urls) event.waitUntil(refresh(urls, babies, first).then(() => event.source.postMessage({ kept: true })));
});

async function refresh(urls, babies, first = []) {
  const cache = await caches.open(PAGES);
  for (const { url } of await cache.keys()) {
    if (baby(url) && !babies.includes(baby(url))) await forget(baby(url));
    else await kept(url);
  }
  const isNew = (await olderShells()).length > 0; // copies name the files of another version
  let isWhole = true;
  for (const path of new Set([...first, ...urls])) {
    const url = new URL(path, location).href;
    const copy = await kept(url);
    const isFresh = copy && !isNew && age(copy) < FRESH && !first.includes(path); // a hold may be a minute old
    if (isFresh || !stays(new URL(url))) continue;
    await ask(url, copy).catch(() => (isWhole = false));
  }
  if (isWhole) await clearUp();
}

const olderShells = async () => (await caches.keys()).filter((name) => name.startsWith(SHELLS) && name !== SHELL);

// Takes away files of older versions, and pictures that no copy shows.
async function clearUp() {
  const older = await olderShells();
  for (const name of older) await caches.delete(name);
  if (!older.length) return;
  const [pages, files] = await Promise.all([caches.open(PAGES), caches.open(PICTURES)]);
  const wanted = new Set();
  for (const request of await pages.keys()) {
    for (const name of named(await (await pages.match(request, { ignoreVary: true })).text())) wanted.add(name);
  }
  for (const request of await files.keys()) {
    if (!wanted.has(new URL(request.url).pathname)) await files.delete(request);
  }
}

// --- what waits: where the browser can, it wakes us when the line is back, also with every page closed
self.addEventListener("sync", (event) => event.waitUntil(sendWhatWaits()));

async function sendWhatWaits() {
  await flush();
  const waits = (await rows()).some(({ refused, status }) => !refused && ![401, 410].includes(status));
  if (waits) throw new Error("later"); // then the browser asks again
}

const { flush, rows } = (() => {
{{ outbox|safe }}
  return { flush, rows };
})();
