import type { EntityTable } from 'dexie';
import type * as z from 'zod/mini';
import { guarded, openDatabase } from '@/lib/core/open-database';

/** What a list shows of a user's data without its items. */
interface Header {
  hash: string;
  /** When it was stored, in milliseconds since 1970. */
  addedAt: number;
}

/** One kind of users' data that is named by its content, and how it is kept: a header for lists, and the items apart from it. */
export interface ContentKind<D extends { hash: string }, H extends Header> {
  /** Name of its database. */
  database: string;
  /** What one is called: `data set`. */
  noun: string;
  header: z.ZodMiniType<H>;
  headerOf(data: D, addedAt: number): H;
  itemsOf(data: D): readonly unknown[] | Promise<readonly unknown[]>;
  /**
   * Puts both together again, as if they came from a stranger: an older version may have written them, or a disk may have failed.
   * Undefined where they are no longer what the hash says.
   */
  read(header: H, items: unknown): Promise<D | undefined>;
}

/** Where users' data of one kind lives. All methods throw `store-unavailable` where the browser refuses. */
export interface ContentStore<D, H> {
  /** Takes the place of one with the same hash. */
  put(data: D): Promise<void>;
  /** Undefined if it is not here, or if what is here is no longer what its hash says. */
  get(hash: string): Promise<D | undefined>;
  /** Latest first, without the items. */
  list(): Promise<H[]>;
  remove(hash: string): Promise<void>;
}

/**
 * The data of one kind in this browser (IndexedDB). It is a database of its own: a list of runs does not open it, and clearing one leaves
 * the other. Items stand apart from headers, so that a list does not read 50 MB.
 *
 * @throws Failure `store-unavailable`; go on with `memoryContentStore` then
 */
export async function openContentStore<D extends { hash: string }, H extends Header>(
  kind: ContentKind<D, H>,
  database = kind.database,
): Promise<ContentStore<D, H>> {
  const { Dexie } = await import('dexie');
  const db = new Dexie(database);
  db.version(1).stores({ headers: 'hash', items: 'hash' });
  const headers = db.table('headers') as unknown as EntityTable<{ hash: string }, 'hash'>;
  const items = db.table('items') as unknown as EntityTable<{ hash: string; items: unknown }, 'hash'>;
  await guarded(() => openDatabase(db));

  return {
    put: data =>
      guarded(async () => {
        // Before the transaction, which ends while something else is waited for.
        const stored = { hash: data.hash, items: await kind.itemsOf(data) };
        await db.transaction('rw', headers, items, async () => {
          await headers.put(kind.headerOf(data, Date.now()));
          await items.put(stored);
        });
      }),
    get: hash =>
      guarded(async () => {
        const [found, stored] = await Promise.all([headers.get(hash), items.get(hash)]);
        const header = kind.header.safeParse(found).data;
        return header && stored && kind.read(header, stored.items);
      }),
    list: () =>
      guarded(async () =>
        (await headers.toArray())
          .map(header => kind.header.safeParse(header))
          .flatMap(({ data }) => data ?? [])
          .sort((a, b) => b.addedAt - a.addedAt),
      ),
    remove: hash =>
      guarded(() =>
        db.transaction('rw', headers, items, async () => {
          await headers.delete(hash);
          await items.delete(hash);
        }),
      ),
  };
}

/**
 * A store that lasts as long as the page or the process: where the browser has no storage to give, and in Node. What was read once is kept in
 * the place of its items, so that 100,000 sentences are not in memory twice; whoever gets it must not change it.
 */
export function memoryContentStore<D extends { hash: string }, H extends Header>(
  kind: ContentKind<D, H>,
): ContentStore<D, H> {
  const kept = new Map<string, { header: H; items: unknown; data?: Promise<D | undefined> }>();
  return {
    async put(data) {
      const items = structuredClone(await kind.itemsOf(data));
      // Deleted first: the last that came stands last.
      kept.delete(data.hash);
      kept.set(data.hash, { header: structuredClone(kind.headerOf(data, Date.now())), items });
    },
    async get(hash) {
      const found = kept.get(hash);
      if (!found) return undefined;
      found.data ??= kind.read(found.header, found.items);
      found.items = null;
      return found.data;
    },
    async list() {
      return [...kept.values()].reverse().map(({ header }) => structuredClone(header));
    },
    async remove(hash) {
      kept.delete(hash);
    },
  };
}
