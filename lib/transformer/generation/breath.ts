import { throwIfCancelled } from '@/lib/core/failure';

/** Longest stretch of work without looking at the outside world, in milliseconds. */
const stretch = 10;

/** Lets a long computation breathe: every 10 ms it gives the event loop a turn, so that a cancel message can arrive. */
export class Breath {
  private last = performance.now();

  /** Throws `cancelled` once the signal is aborted. */
  async take(signal: AbortSignal): Promise<void> {
    throwIfCancelled(signal);
    if (performance.now() - this.last < stretch) return;
    await nextTurn();
    this.last = performance.now();
    throwIfCancelled(signal);
  }
}

/**
 * One turn of the event loop. Node has a call for it; there, a message channel would keep timers waiting, since Node empties a port
 * before it looks at anything else. Browsers have the channel: nested timers wait at least 4 ms in them.
 */
function nextTurn(): Promise<void> {
  if (typeof setImmediate === 'function') return new Promise(resolve => setImmediate(resolve));
  const { port1, port2 } = new MessageChannel();
  return new Promise(resolve => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
