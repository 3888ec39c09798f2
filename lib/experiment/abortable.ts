import { Failure } from '@/lib/core/failure';

/**
 * What an engine says, until it ends or, at the latest, `grace` milliseconds after the signal: Stop has to work even where an
 * engine hangs. Until then the engine may still deliver what it has finished. Throws `cancelled` when the time is over.
 */
export async function* abortable<T>(items: AsyncIterable<T>, signal: AbortSignal, grace: number): AsyncGenerator<T> {
  const iterator = items[Symbol.asyncIterator]();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let giveUp = () => {};
  const over = new Promise<never>((_resolve, reject) => {
    giveUp = () => void (timer ??= setTimeout(() => reject(new Failure('cancelled')), grace));
  });
  over.catch(() => {});
  if (signal.aborted) giveUp();
  else signal.addEventListener('abort', giveUp);
  try {
    for (;;) {
      const item = await Promise.race([iterator.next(), over]);
      if (item.done) return;
      yield item.value;
    }
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
    // Not awaited: an engine that hangs would hang here as well. After its end this does nothing.
    void Promise.resolve(iterator.return?.()).catch(() => {});
  }
}
