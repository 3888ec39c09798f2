import { describe, expect, it } from 'vitest';
import { Failure } from '@/lib/core/failure';
import { merge, type Producer } from '@/lib/core/merge';
import { nextTick } from '@/lib/core/next-tick';

const never = new AbortController().signal;

/** Delivers 1, 2, 3, … until it is aborted; `ended` counts the producers that have settled. */
function counter() {
  const state = { ended: 0 };
  const produce: Producer<number> = async (put, signal) => {
    for (let item = 1; !signal.aborted; item++) {
      put([item]);
      await nextTick();
    }
    await nextTick();
    state.ended++;
    throw new Failure('cancelled');
  };
  return { state, produce };
}

async function read<T>(items: AsyncIterable<T>, into: T[] = []): Promise<T[]> {
  for await (const item of items) into.push(item);
  return into;
}

describe('merge', () => {
  it('yields the items of all producers in the order of delivery, then ends', async () => {
    const slow: Producer<string> = async put => {
      put(['a', 'b']);
      await nextTick();
      await nextTick();
      put(['d']);
    };
    const fast: Producer<string> = async put => {
      await nextTick();
      put(['c']);
    };
    expect(await read(merge([slow, fast], never))).toEqual(['a', 'b', 'c', 'd']);
    expect(await read(merge([], never))).toEqual([]);
  });

  it('delivers what is there before a failure, and aborts the other producers', async () => {
    const { state, produce } = counter();
    const failing: Producer<number> = async put => {
      put([-1]);
      throw new Failure('worker-died');
    };
    const items: number[] = [];
    await expect(read(merge([failing, produce], never), items)).rejects.toMatchObject({ kind: 'worker-died' });
    expect(items).toContain(-1);
    expect(state.ended).toBe(1);
  });

  it('aborts its producers and waits for them when the reader leaves', async () => {
    const { state, produce } = counter();
    for await (const item of merge([produce, produce], never)) if (item === 3) break;
    expect(state.ended).toBe(2);
  });

  it('passes the abort of its caller on to the producers', async () => {
    const { state, produce } = counter();
    const controller = new AbortController();
    const reading = read(merge([produce], controller.signal));
    controller.abort();
    await expect(reading).rejects.toMatchObject({ kind: 'cancelled' });
    expect(state.ended).toBe(1);
  });
});
