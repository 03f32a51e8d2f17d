// The service worker of /door/: its pages open again without network. It keeps no scan and no list of people.

const CACHE = "door";
const PATIENCE = 4000; // milliseconds until a page that was kept is better than one that does not come

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

const later = (time) => new Promise((_resolve, reject) => setTimeout(() => reject(new Error("too slow")), time));

// A link that was withdrawn takes the list of people with it. Scans that were not sent stay, to be looked at.
async function forget(cache, pathname) {
  await cache.delete(pathname);
  const opening = indexedDB.open("conference-door");
  opening.addEventListener("success", () => {
    opening.result.transaction("lists", "readwrite").objectStore("lists").delete(pathname);
    opening.result.close();
  });
}

// Network first.
async function page(request) {
  const { pathname } = new URL(request.url);
  const cache = await caches.open(CACHE);
  const kept = await cache.match(pathname);
  try {
    const answer = await (kept ? Promise.race([fetch(request), later(PATIENCE)]) : fetch(request));
    if (answer.status === 404 && kept) await forget(cache, pathname);
    return answer.status >= 500 && kept ? kept : answer;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

// Static files never change under their address.
async function file(request) {
  return (await caches.match(request.url)) ?? fetch(request);
}

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (new URL(request.url).pathname.startsWith("/static/")) event.respondWith(file(request));
});
