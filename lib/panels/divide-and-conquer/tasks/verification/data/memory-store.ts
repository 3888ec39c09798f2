import { type Dataset, type DatasetHeader, headerOf } from './dataset';
import type { DatasetStore } from './store';

/** A store that lasts as long as the page or the process: where the browser has no storage to give, and in Node. */
export function memoryDatasetStore(): DatasetStore {
  const kept = new Map<string, { dataset: Dataset; header: DatasetHeader }>();
  return {
    async put(dataset) {
      // Deleted first: the last that came stands last.
      kept.delete(dataset.hash);
      kept.set(dataset.hash, { dataset: structuredClone(dataset), header: headerOf(dataset, Date.now()) });
    },
    async get(hash) {
      return structuredClone(kept.get(hash)?.dataset);
    },
    async list() {
      return [...kept.values()].reverse().map(({ header }) => structuredClone(header));
    },
    async remove(hash) {
      kept.delete(hash);
    },
  };
}
