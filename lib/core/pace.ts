import { throwIfCancelled } from './failure';
import { nextTick } from './next-tick';

/** Default length of a slice, in milliseconds: shorter than a frame of a screen at 60 Hz. */
const defaultSlice = 10;

/**
 * Divides a long computation into slices, so that a page can draw and receive events in between. Call the returned function after every
 * step and await its result: undefined within a slice, and a promise for the next turn of the event loop after `slice` milliseconds.
 */
export function createPace(slice = defaultSlice): () => Promise<void> | undefined {
  let startedAt = performance.now();
  const nextSlice = async () => {
    await nextTick();
    startedAt = performance.now();
  };
  return () => (performance.now() - startedAt < slice ? undefined : nextSlice());
}

/**
 * The same for a computation that can be cancelled: the pause lets the message with the cancellation arrive.
 *
 * @throws Failure `cancelled` (the returned function) when the signal is aborted
 */
export function createYield(): (signal?: AbortSignal) => Promise<void> {
  const pace = createPace();
  return async signal => {
    if (signal) throwIfCancelled(signal);
    const nextSlice = pace();
    if (!nextSlice) return;
    await nextSlice;
    if (signal) throwIfCancelled(signal);
  };
}
