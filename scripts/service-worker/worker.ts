/**
 * The service worker. It keeps the files of one build and answers for this site only.
 *
 * - Files whose name carries a hash, models and experiments: from the cache first.
 * - Pages, and the data of pages: from the network first, so that a new build is seen at once; from the cache if the network fails
 *   or is slow.
 * - Anything else, and other origins: not touched.
 *
 * The worker of a new build waits until no page of the old one is open (`skipWaiting` is for the first worker alone): such a page may still
 * need a script of its own build, which the host no longer has.
 */
import { lasting, siteCache } from './site-cache';

declare const self: ServiceWorkerGlobalScope;

/** Address relative to the site's root -> hash of the content, put in by `write.ts`. */
declare const KEPT: Record<string, string>;

/** The same of the files that are kept once they were used. */
declare const AT_USE: Record<string, string>;

/** The hashes of what is in the gzip files of both. */
declare const UNPACKED: Record<string, string>;

/** Bytes of all that is in `KEPT`. */
declare const BYTES: number;

const cacheName = `loupe ${self.registration.scope}`;
const patienceMs = 3000;

/** `url` relative to the root of the site, without query and as the build names it; null outside of the site. */
function place(url: string): string | null {
  const plain = url.replace(/[?#].*$/, '');
  if (!plain.startsWith(self.registration.scope)) return null;
  const at = plain.slice(self.registration.scope.length).replace(/(^|\/)index\.html$/, '$1');
  return at in KEPT || !(`${at}/` in KEPT) ? at : `${at}/`;
}

const site = siteCache({
  scope: self.registration.scope,
  kept: KEPT,
  atUse: AT_USE,
  unpacked: UNPACKED,
  bytes: BYTES,
  open: () => caches.open(cacheName),
  fetch: (url, options) => fetch(url, options),
  estimate: () => navigator.storage.estimate(),
});
const { key } = site;

interface Asked {
  request: Request;
  /** Relative to the site's root. */
  at: string;
  /** Keeps the worker alive for work after the answer. */
  later(work: Promise<void>): void;
}

async function fromCacheFirst({ request, at, later }: Asked): Promise<Response> {
  const cache = await caches.open(cacheName);
  const held = await cache.match(key(at));
  // As a new response it has no address of its own and takes the request's, with its fragment: a worker of the bundler reads there
  // which scripts it is made of.
  if (held) return new Response(held.body, held);
  const response = await fetch(request);
  later(site.keepUsed(at, response));
  return response;
}

async function fromNetworkFirst({ request, at }: Asked): Promise<Response> {
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

self.addEventListener('install', event =>
  event.waitUntil(
    site.keepAll().then(() => {
      if (!self.registration.active) return self.skipWaiting();
    }),
  ),
);
self.addEventListener('activate', event => event.waitUntil(site.forgetOld().then(() => self.clients.claim())));
self.addEventListener('fetch', event => {
  const { request } = event;
  const at = place(request.url);
  if (at === null || request.method !== 'GET' || request.headers.has('range')) return;
  const asked: Asked = { request, at, later: work => event.waitUntil(work) };
  event.respondWith(lasting.test(at) ? fromCacheFirst(asked) : fromNetworkFirst(asked));
});
