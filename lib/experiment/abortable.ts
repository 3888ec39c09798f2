import { Failure } from '@/lib/core/failure';
import { onAbort } from '@/lib/core/on-abort';

/**
 * What an engine says, until it ends or, at the latest, `grace` milliseconds after the signal: Stop has to work even where an
 * engine hangs. Until then the engine may still deliver what it has finished.
 *
 * @throws Failure `cancelled` when the time is over
 */
export async function* abortable<T>(items: AsyncIterable<T>, signal: AbortSignal, grace: number): AsyncGenerator<T> {
  const iterator = items[Symbol.asyncIterator]();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  let giveUp = (_failure: Failure) => {};
  const forget = onAbort(signal, () => {
    timer = setTimeout(() => {
      isOver = true;
      giveUp(new Failure('cancelled'));
    }, grace);
  });
  const next = () =>
    new Promise<IteratorResult<T>>((resolve, reject) => {
      giveUp = reject;
      if (isOver) reject(new Failure('cancelled'));
      else iterator.next().then(resolve, reject);
    });
  try {
    for (;;) {
      const item = await next();
      if (item.done) return;
      yield item.value;
    }
  } finally {
    clearTimeout(timer);
    forget();
    // Not awaited: an engine that hangs would hang here as well. After its end this does nothing.
    void Promise.resolve(iterator.return?.()).catch(() => {});
  }
}
