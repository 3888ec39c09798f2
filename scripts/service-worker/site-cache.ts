import { isWebPage } from '@/lib/core/web-page';
import { contentHash } from './content-hash';

/** What a worker of one build needs. */
export interface SiteCacheOptions {
  /** Address of the site's root. */
  scope: string;
  /** Address relative to the root -> hash of the content. */
  kept: Readonly<Record<string, string>>;
  /** The same of the files that are kept once they were used. */
  atUse: Readonly<Record<string, string>>;
  /** Of all of `kept`. */
  bytes: number;
  open(): Promise<Cache>;
  fetch(url: string, options: RequestInit): Promise<Response>;
  /** What the browser says of its storage, in bytes. */
  estimate(): Promise<{ usage?: number; quota?: number }>;
}

/** Bytes that are left to the runs of the user. */
const reserve = 20_000_000;
const parallel = 6;

/** Files of which each name has one content for ever, models and experiments. */
export const lasting = /^(_next\/static|models|experiments)\//;

/** What a page cannot do without; any other file may be missing on a host, and is asked for again when it is used. */
const isNeeded = (at: string): boolean => at.startsWith('_next/static/') || (isPage(at) && at !== '404.html');
const isPage = (at: string): boolean => at === '' || at.endsWith('/') || at.endsWith('.html');

/** The headers of a response whose content is kept as it is unpacked: it no longer has the length and the form of what was sent. */
function plainHeaders({ headers }: Response): Headers {
  const plain = new Headers(headers);
  plain.delete('content-encoding');
  plain.delete('content-length');
  return plain;
}

/** The files of one build that a browser keeps. A new content is a new key, so that a page in use never sees two builds mixed. */
export function siteCache({ scope, kept, atUse, bytes, open, fetch, estimate }: SiteCacheOptions) {
  const hashes: Readonly<Record<string, string>> = { ...kept, ...atUse };
  const key = (at: string): string => `${scope}${at}?kept=${hashes[at] ?? 'never'}`;
  const addresses = async (cache: Cache) => (await cache.keys()).map(({ url }) => url);

  /** @throws Error where there is no room beside what the user stores */
  async function checkRoom(): Promise<void> {
    const { usage, quota } = await estimate().catch(() => ({ usage: undefined, quota: undefined }));
    if (usage === undefined || quota === undefined || quota - usage >= bytes + reserve) return;
    throw new Error('This browser has no room for a copy of the site.');
  }

  /**
   * Keeps a response only if it is the file of this build: a host may send a page, or a file of another build, as if it were that file.
   *
   * @returns why it is not kept; null where it is
   * @throws what the connection and the cache throw
   */
  async function keepIfOfBuild(cache: Cache, at: string, response: Response): Promise<string | null> {
    if (!response.ok) return String(response.status);
    const content = await response.arrayBuffer();
    if ((await contentHash(content)) !== hashes[at])
      return isWebPage(response) && !isPage(at) ? 'a web page in its place' : 'not the file of this build';
    await cache.put(key(at), new Response(content, { headers: plainHeaders(response) }));
    return null;
  }

  /** @throws Error where the host lacks a file that a page needs, and what `fetch` and the cache throw */
  async function keep(cache: Cache, at: string): Promise<void> {
    // A file of an unhashed name may lie in the browser's own cache in its old form.
    const response = await fetch(scope + at, { cache: lasting.test(at) ? 'default' : 'no-cache' });
    const refusal = await keepIfOfBuild(cache, at, response);
    if (refusal !== null && isNeeded(at)) throw new Error(`${at}: ${refusal}`);
  }

  return {
    key,

    /**
     * Keeps what is not kept yet. Where the disk is full, what this call has kept is deleted again: half a copy is of no use, and the runs
     * of the user need the room. After any other failure it stays, and the next call goes on from there.
     *
     * @throws Error where no whole copy can be kept
     */
    async keepAll(): Promise<void> {
      const cache = await open();
      const held = new Set(await addresses(cache));
      const missing = Object.keys(kept).filter(at => !held.has(key(at)));
      if (missing.length > 0) await checkRoom();
      const queue = missing.values();
      let failure: unknown;
      const next = async () => {
        for (const at of queue) {
          if (failure !== undefined) return;
          await keep(cache, at).catch((error: unknown) => (failure ??= error));
        }
      };
      await Promise.all(Array.from({ length: parallel }, next));
      if (failure === undefined) return;
      if (failure instanceof DOMException && failure.name === 'QuotaExceededError')
        await Promise.all(missing.map(at => cache.delete(key(at))));
      throw failure;
    },

    /** Keeps a file that a page has just received, if it is one of the build. The page does not wait for it and does not depend on it. */
    async keepUsed(at: string, response: Response): Promise<void> {
      if (!response.ok || !(at in hashes)) return;
      const copy = response.clone();
      await keepIfOfBuild(await open(), at, copy).catch(() => {});
    },

    /** Forgets what belongs to another build. */
    async forgetOld(): Promise<void> {
      const cache = await open();
      const wanted = new Set(Object.keys(hashes).map(key));
      const old = (await addresses(cache)).filter(url => !wanted.has(url));
      await Promise.all(old.map(url => cache.delete(url)));
    },
  };
}
