import { askToKeep } from '@/lib/core/ask-to-keep';
import type { RunStore } from '@/lib/experiment/store';

/** A run store that asks the browser, once a first run is stored, to keep what this site stores. */
export const askingToKeep = (store: RunStore, storage: Partial<StorageManager> | undefined): RunStore => ({
  ...store,
  async create(header) {
    const writer = await store.create(header);
    askToKeep(storage);
    return writer;
  },
});
