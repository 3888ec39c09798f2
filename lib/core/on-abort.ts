/** Who listens to a signal, so that thousands of short calls cost the signal one listener. */
const listeners = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls back once the signal is aborted; at once if it is already. Returns a function that stops listening. Cheaper than
 * `addEventListener` where many listen to one signal, whose removal searches through all of them.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  if (signal.aborted) {
    callback();
    return () => {};
  }
  const listener = () => callback();
  const all = listeners.get(signal) ?? listen(signal);
  all.add(listener);
  return () => void all.delete(listener);
}

function listen(signal: AbortSignal): Set<() => void> {
  const all = new Set<() => void>();
  listeners.set(signal, all);
  signal.addEventListener(
    'abort',
    () => {
      for (const listener of all) listener();
      all.clear();
    },
    { once: true },
  );
  return all;
}
