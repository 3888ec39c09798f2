/** Work that delivers items through a callback and ends when its promise settles. It should stop when the signal is aborted. */
export type Producer<T> = (put: (items: readonly T[]) => void, signal: AbortSignal) => Promise<unknown>;

/**
 * Runs producers at the same time and yields their items in the order of delivery. The first failure aborts all producers and reaches the
 * reader after the items that are already there. A reader that leaves early also aborts all producers. In both cases the sequence ends
 * when all of them have settled.
 *
 * @throws what a producer throws
 */
export async function* merge<T>(
  producers: readonly Producer<T>[],
  signal: AbortSignal,
): AsyncGenerator<T, void, undefined> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const mailbox = new Mailbox<T>();
  const running = producers.map(produce => produce(items => mailbox.put(items), either));
  Promise.all(running).then(
    () => mailbox.end(),
    (error: unknown) => {
      stop.abort();
      mailbox.fail(error);
    },
  );
  try {
    yield* mailbox;
  } finally {
    stop.abort();
    await Promise.allSettled(running);
  }
}

/** A queue from callbacks to one reader, which iterates over it. */
class Mailbox<T> {
  private items: T[] = [];
  private ended = false;
  private error: unknown;
  private wake: (() => void) | undefined;

  put(items: readonly T[]): void {
    this.items.push(...items);
    this.wake?.();
  }

  /** The reader receives the remaining items, then the end. */
  end(): void {
    this.ended = true;
    this.wake?.();
  }

  /** The reader receives the remaining items, then the error. */
  fail(error: unknown): void {
    this.error = error;
    this.end();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for (;;) {
      const items = this.items;
      this.items = [];
      yield* items;
      if (this.items.length > 0) continue;
      if (this.error !== undefined) throw this.error;
      if (this.ended) return;
      await new Promise<void>(resolve => (this.wake = resolve));
    }
  }
}
