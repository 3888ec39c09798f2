/**
 * Resolves in the next turn of the event loop, after all promises that are already due. Not a timer: browsers slow the timers of
 * hidden tabs to one a second or a minute, and a run goes on there.
 */
export function nextTick(): Promise<void> {
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
