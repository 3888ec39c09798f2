/**
 * The service worker. It keeps the files of one build and answers for this site only.
 *
 * - Files whose name carries a hash, models and experiments: from the cache first.
 * - Pages, and the data of pages: from the network first, so that a new build is seen at once; from the cache if the network fails
 *   or is slow.
 * - Anything else, and other origins: not touched.
 */
declare const self: ServiceWorkerGlobalScope;

/** Address relative to the site's root -> hash of the content, put in by `scripts/service-worker.ts`. */
declare const KEPT: Record<string, string>;

/** Addresses of the build that are kept once they were used. */
declare const AT_USE: string[];

const cacheName = `loupe ${self.registration.scope}`;
const patienceMs = 3000;
const parallel = 6;

const lasting = /^(_next\/static|models|experiments)\//;

/** `url` relative to the root of the site, without query and as the build names it; null outside of the site. */
function place(url: string): string | null {
  const plain = url.replace(/[?#].*$/, '');
  if (!plain.startsWith(self.registration.scope)) return null;
  const at = plain.slice(self.registration.scope.length).replace(/(^|\/)index\.html$/, '$1');
  return at in KEPT || !(`${at}/` in KEPT) ? at : `${at}/`;
}

/** Where a file of this build lies in the cache. A new content is a new key, so a page in use never sees two builds mixed. */
const key = (at: string): string => `${self.registration.scope}${at}?kept=${KEPT[at] ?? 'at-use'}`;

async function keepAll(): Promise<void> {
  const cache = await caches.open(cacheName);
  const held = new Set((await cache.keys()).map(request => request.url));
  const missing = Object.keys(KEPT).filter(at => !held.has(new Request(key(at)).url));
  const next = async (): Promise<void> => {
    for (let at = missing.shift(); at !== undefined; at = missing.shift()) {
      // A file of an unhashed name may lie in the browser's own cache in its old form.
      const response = await fetch(self.registration.scope + at, { cache: lasting.test(at) ? 'default' : 'no-cache' });
      if (!response.ok) throw new Error(`${at}: ${response.status}`);
      await cache.put(key(at), response);
    }
  };
  await Promise.all(Array.from({ length: parallel }, next));
}

/** Forgets what belongs to another build. */
async function forgetOld(): Promise<void> {
  const cache = await caches.open(cacheName);
  const wanted = new Set([...Object.keys(KEPT), ...AT_USE].map(at => new Request(key(at)).url));
  const old = (await cache.keys()).filter(({ url }) => !wanted.has(url));
  await Promise.all(old.map(request => cache.delete(request)));
}

async function fromCacheFirst(request: Request, at: string): Promise<Response> {
  const cache = await caches.open(cacheName);
  const held = await cache.match(key(at));
  // As a new response it has no address of its own and takes the request's, with its fragment: a worker of the bundler reads there
  // which scripts it is made of.
  if (held) return new Response(held.body, held);
  const response = await fetch(request);
  if (response.ok && AT_USE.includes(at)) await cache.put(key(at), response.clone());
  return response;
}

async function fromNetworkFirst(request: Request, at: string): Promise<Response> {
  const cache = await caches.open(cacheName);
  const held = (await cache.match(key(at))) ?? (request.mode === 'navigate' && (await cache.match(key('404.html'))));
  if (!held) return fetch(request);
  const late = new Promise<Response>(resolve => setTimeout(resolve, patienceMs, held));
  const fresh = fetch(request).then(
    response => (response.status < 500 ? response : held),
    () => held,
  );
  return Promise.race([fresh, late]);
}

self.addEventListener('install', event => event.waitUntil(keepAll().then(() => self.skipWaiting())));
self.addEventListener('activate', event => event.waitUntil(forgetOld().then(() => self.clients.claim())));
self.addEventListener('fetch', event => {
  const { request } = event;
  const at = place(request.url);
  if (at === null || request.method !== 'GET' || request.headers.has('range')) return;
  event.respondWith(lasting.test(at) ? fromCacheFirst(request, at) : fromNetworkFirst(request, at));
});

export {};
