import type { EntityTable } from 'dexie';
import { Failure } from '@/lib/core/failure';
import { openDatabase } from '@/lib/core/open-database';
import type { Claim } from '../problem';
import { type Dataset, type DatasetHeader, datasetHeaderSchema, datasetSchema, hashItems, headerOf } from './dataset';

/** Where users' data sets live. All methods throw `store-unavailable` where the browser refuses. */
export interface DatasetStore {
  /** Takes the place of one with the same hash. */
  put(dataset: Dataset): Promise<void>;
  /** Undefined if it is not here, or if what is here is no longer what its hash says. */
  get(hash: string): Promise<Dataset | undefined>;
  /** Latest first, without the items. */
  list(): Promise<DatasetHeader[]>;
  remove(hash: string): Promise<void>;
}

interface StoredItems {
  hash: string;
  items: Claim[];
}

/**
 * The data sets in this browser (IndexedDB). It is a database of its own: a list of runs does not open it, and clearing one leaves
 * the other. Items stand apart from headers, so that a list does not read 50 MB.
 *
 * @throws Failure `store-unavailable`; go on with `memoryDatasetStore` then
 */
export async function openDatasetStore(name = 'loupe-data'): Promise<DatasetStore> {
  const { Dexie } = await import('dexie');
  const db = new Dexie(name);
  db.version(1).stores({ headers: 'hash', items: 'hash' });
  const headers = db.table('headers') as unknown as EntityTable<DatasetHeader, 'hash'>;
  const items = db.table('items') as unknown as EntityTable<StoredItems, 'hash'>;
  await guarded(() => openDatabase(db));

  return {
    put: dataset =>
      guarded(() =>
        db.transaction('rw', headers, items, async () => {
          await headers.put(headerOf(dataset, Date.now()));
          await items.put({ hash: dataset.hash, items: dataset.items });
        }),
      ),
    get: hash =>
      guarded(async () => {
        const [header, stored] = await Promise.all([headers.get(hash), items.get(hash)]);
        return header && stored && checkDataset(hash, header, stored.items);
      }),
    list: () =>
      guarded(async () =>
        (await headers.toArray())
          .map(header => datasetHeaderSchema.safeParse(header))
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
 * What an experiment names must be here, and nothing else may stand in for it.
 *
 * @throws Failure `data-missing`, or `store-unavailable`
 */
export async function requireDataset(store: DatasetStore, hash: string): Promise<Dataset> {
  const dataset = await store.get(hash);
  if (!dataset)
    throw new Failure('data-missing', `This experiment uses the data set ${hash}, which is not in this browser.`);
  return dataset;
}

/** Reads back as if from a stranger: an older version may have written it, or a disk may have failed. */
async function checkDataset(hash: string, header: DatasetHeader, items: Claim[]): Promise<Dataset | undefined> {
  const { count: _count, contradicted: _contradicted, addedAt: _addedAt, ...described } = header;
  const { data } = datasetSchema.safeParse({ ...described, items });
  return data && (await hashItems(data.task, data.items)) === hash ? data : undefined;
}

async function guarded<T>(body: () => PromiseLike<T>): Promise<T> {
  try {
    return await body();
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure('store-unavailable', error instanceof Error ? error.message : String(error), { cause: error });
  }
}
