/**
 * A queue from callbacks to one reader: callbacks `put` items and `end` the queue, the reader iterates with `for
 * await`.
 */
export class Mailbox<T> {
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
