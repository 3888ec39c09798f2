import { asFailure, Failure } from '@/lib/core/failure';
import type { Dataset } from './data/dataset';
import type { DatasetStore } from './data/store';
import type { Claim } from './problem';

/** The store of this page or process, and whether what is put into it outlives both. */
export interface OpenedData {
  store: DatasetStore;
  isLasting: boolean;
}

let opened: Promise<OpenedData> | undefined;
/** The data set that was asked for last: one of 40,000 items takes seconds to read, and every run asks again. */
let last: { hash: string; task: string; claims: Promise<Claim[]> } | undefined;

/** Where users' data sets are: in this browser, or in memory where there is no browser or it keeps nothing. @throws Failure `script-lost` */
export const openData = (): Promise<OpenedData> => (opened ??= open());

async function open(): Promise<OpenedData> {
  if (typeof indexedDB !== 'undefined') {
    try {
      const { openDatasetStore } = await import('./data/store');
      return { store: await openDatasetStore(), isLasting: true };
    } catch (error) {
      if (asFailure(error).kind === 'script-lost') throw error;
      // A private window, a full disk: the data lasts as long as the page, which says so.
    }
  }
  const { memoryDatasetStore } = await import('./data/memory-store');
  return { store: memoryDatasetStore(), isLasting: false };
}

/** Keeps a data set for {@link claimsOfHash}. @throws Failure `store-unavailable` */
export async function keepData(dataset: Dataset): Promise<void> {
  await (await openData()).store.put(dataset);
  if (last?.hash === dataset.hash) last = undefined;
}

/** Deletes one. @throws Failure `store-unavailable` */
export async function removeData(hash: string): Promise<void> {
  await (await openData()).store.remove(hash);
  if (last?.hash === hash) last = undefined;
}

/**
 * The claims of a stored data set, in its order.
 *
 * @throws Failure `data-missing` if it is not here or is for another task, and `store-unavailable`
 */
export function claimsOfHash(hash: string, task: string): Promise<Claim[]> {
  if (last?.hash !== hash || last.task !== task) {
    const claims = read(hash, task);
    last = { hash, task, claims };
    claims.catch(() => {
      if (last?.claims === claims) last = undefined;
    });
  }
  return last.claims;
}

async function read(hash: string, task: string): Promise<Claim[]> {
  const [{ store }, { requireDataset }] = await Promise.all([openData(), import('./data/store')]);
  const dataset = await requireDataset(store, hash);
  if (dataset.task !== task) throw new Failure('data-missing', `The data set ${hash} is for another task.`);
  return dataset.items;
}
