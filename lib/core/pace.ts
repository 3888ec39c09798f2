import { nextTick } from './next-tick';

/**
 * Cuts long work into slices: call it after every piece, and await what it returns. Undefined while the slice lasts; a promise for the
 * next turn of the event loop once `slice` milliseconds are used, so that a page can draw and hear keys.
 */
export function createPace(slice = 12): () => Promise<void> | undefined {
  let begun = performance.now();
  const turn = async () => {
    await nextTick();
    begun = performance.now();
  };
  return () => (performance.now() - begun < slice ? undefined : turn());
}
