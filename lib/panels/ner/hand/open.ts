import { memoryHandStore } from './memory-store';
import type { HandStore } from './store';

/** A store, and whether what is put into it outlives the page. */
export interface OpenedHand {
  store: HandStore;
  isLasting: boolean;
}

/**
 * Where annotations by hand are: in this browser, or in memory where it keeps nothing or the page may not. Never throws.
 *
 * @param mayKeep whether the page may open a database
 */
export async function openHand(mayKeep: boolean): Promise<OpenedHand> {
  if (mayKeep && typeof indexedDB !== 'undefined') {
    try {
      const { openHandStore } = await import('./store');
      return { store: await openHandStore(), isLasting: true };
    } catch {
      // A private window, a full disk: the annotations last as long as the page, which says so.
    }
  }
  return { store: memoryHandStore(), isLasting: false };
}
