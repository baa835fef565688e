// The end of offline work (HANDHUG_OFFLINE=0): takes every copy off the device, unregisters itself, keeps the outbox.
// Pages that are open go on; nobody is torn out of a massage.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(clear()));

async function clear() {
  await self.clients.claim(); // the worker before this one answers nobody from now on
  await sweep();
  await new Promise((resolve) => setTimeout(resolve, 2000)); // what it had begun to keep is kept by now
  await sweep();
  await self.registration.unregister();
}

async function sweep() {
  for (const name of await caches.keys()) await caches.delete(name);
}
