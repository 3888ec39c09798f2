import type { RunStore } from '@/lib/experiment/store';

/**
 * A run store that asks the browser, once a first run is stored, not to clear what this site stores when room gets short: runs, and models
 * that were downloaded. Nothing waits for the answer, and a browser that refuses changes nothing.
 */
export function askingToKeep(store: RunStore, storage: Partial<StorageManager> | undefined): RunStore {
  let isAsked = false;
  return {
    ...store,
    async create(header) {
      const writer = await store.create(header);
      if (!isAsked) void storage?.persist?.().catch(() => false);
      isAsked = true;
      return writer;
    },
  };
}
