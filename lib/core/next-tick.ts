import { throwIfCancelled } from './failure';

/**
 * Resolves in the next turn of the event loop, after all promises that are already due. Uses no timer, because browsers slow the timers
 * of hidden tabs to one per second or minute and delay nested timers by at least 4 ms. Node uses `setImmediate`, because it empties a
 * message port before it runs timers.
 */
export function nextTick(): Promise<void> {
  if (typeof setImmediate === 'function') return new Promise(resolve => setImmediate(resolve));
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** Longest time that a long computation keeps the event loop, in milliseconds. */
const maxBlocked = 10;

/**
 * Makes the function that a long computation calls between its steps: it yields to the event loop at most every 10 ms, so that a cancel
 * message can arrive.
 *
 * @throws Failure `cancelled` (the returned function) when the signal is aborted
 */
export function createYield(): (signal?: AbortSignal) => Promise<void> {
  let yieldedAt = performance.now();
  return async signal => {
    if (signal) throwIfCancelled(signal);
    if (performance.now() - yieldedAt < maxBlocked) return;
    await nextTick();
    yieldedAt = performance.now();
    if (signal) throwIfCancelled(signal);
  };
}
