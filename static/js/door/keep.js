// Keep the page and all that it is made of on the phone, so that it opens again without network.

const CACHE = "door";

// Whether it is kept: now, or since an earlier time.
export async function keepPage(worker, more) {
  if (!navigator.serviceWorker || !globalThis.caches) return false;
  try {
    await keepNow(worker, more);
    return true;
  } catch {
    return (await caches.match(location.pathname)) !== undefined;
  }
}

async function keepNow(worker, more) {
  await navigator.serviceWorker.register(worker, { scope: "/door/" });
  await navigator.serviceWorker.ready;
  const parts = performance.getEntriesByType("resource").map((entry) => entry.name);
  const files = [...parts, ...more.map((path) => new URL(path, location.origin).href)];
  const wanted = new Set(files.filter((name) => name.startsWith(`${location.origin}/static/`)));
  const cache = await caches.open(CACHE);
  for (const kept of await cache.keys()) {
    if (kept.url.includes("/static/") && !wanted.has(kept.url)) await cache.delete(kept);
  }
  const missing = [];
  for (const name of wanted) if (!(await cache.match(name))) missing.push(name);
  await cache.addAll([location.pathname, ...missing]);
}
