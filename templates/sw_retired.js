// The end of offline work (HANDHUG_OFFLINE=0): takes every copy off the device, unregisters itself, keeps the outbox.
// Pages that are open go on; nobody is torn out of a massage.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(clear()));

async function clear() {
  for (const name of await caches.keys()) await caches.delete(name);
  await self.registration.unregister();
}
