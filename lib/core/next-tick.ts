/** Callers that wait for the next message. They share one channel: a channel per caller costs more than the work between two ticks. */
let waiting: (() => void)[] = [];
let channel: MessageChannel | undefined;

/**
 * Resolves in the next turn of the event loop, after all promises that are already due. Uses no timer, because browsers slow the timers
 * of hidden tabs to one per second or minute and delay nested timers by at least 4 ms. Node uses `setImmediate`, because it empties a
 * message port before it runs timers, and an open port keeps the process alive.
 */
export function nextTick(): Promise<void> {
  if (typeof setImmediate === 'function') return new Promise(resolve => setImmediate(resolve));
  return new Promise(resolve => {
    if (!channel) {
      channel = new MessageChannel();
      channel.port1.onmessage = wake;
    }
    waiting.push(resolve);
    if (waiting.length === 1) channel.port2.postMessage(null);
  });
}

function wake(): void {
  const due = waiting;
  waiting = [];
  for (const resolve of due) resolve();
}
