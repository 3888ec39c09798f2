const asked = new WeakSet<Partial<StorageManager>>();

/**
 * Asks the browser, once for each page, not to clear what this site stores when room gets short: runs, and models that were downloaded.
 * Nothing waits for the answer, and a browser that refuses or knows no such thing changes nothing. A worker cannot ask.
 */
export function askToKeep(storage: Partial<StorageManager> | undefined = globalThis.navigator?.storage): void {
  if (!storage || asked.has(storage)) return;
  asked.add(storage);
  void storage.persist?.().catch(() => false);
}
