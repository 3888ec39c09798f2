import { afterEach, describe, expect, it } from 'vitest';
import { holdByLocks, holdByMessages, type Holding } from '@/components/workbench/holding';
import { fakeLocks } from '../../support/fake-locks';
import { gate } from '../../support/workbench';

const channels: BroadcastChannel[] = [];
afterEach(() => channels.splice(0).forEach(channel => channel.close()));

/** Each page has a channel of its own, which does not hear itself. `patience` in milliseconds. */
function byMessages(patience: number): Holding {
  const channel = new BroadcastChannel('test of holding');
  channels.push(channel);
  return holdByMessages(channel, patience);
}

/** Longer than any test: an answer always comes before it. */
const ages = 1e6;

describe.each([
  {
    name: 'by locks',
    pages() {
      const locks = fakeLocks();
      return [holdByLocks(locks), holdByLocks(locks)] as const;
    },
  },
  { name: 'by messages', pages: () => [byMessages(1), byMessages(ages)] as const },
])('a run that a page holds $name', ({ pages }) => {
  /** The first page, which holds the run until `end` is called. */
  async function held() {
    const [first, second] = pages();
    const { open: end, opened } = gate<string>();
    const { open: begin, opened: begun } = gate<AbortSignal>();
    const holding = first.hold('a', lost => (begin(lost), opened));
    return { first, second, end, holding, lost: await begun };
  }

  it('is refused to another page, which can ask who holds it', async () => {
    const { first, second, end, holding } = await held();
    expect([await first.isElsewhere('a'), await second.isElsewhere('a')]).toEqual([false, true]);
    await expect(second.hold('a', async () => 'never')).rejects.toMatchObject({ kind: 'run-elsewhere' });
    end('done');
    expect(await holding).toBe('done');
  });

  it('is lost where another page takes it, and what was begun is waited for', async () => {
    const { first, second, end, holding, lost } = await held();
    expect(lost.aborted).toBe(false);
    const { open: endSecond, opened } = gate();
    const taking = second.hold('a', () => opened, true);
    await expect.poll(() => lost.aborted).toBe(true);
    let ended = false;
    void holding.then(() => (ended = true));
    await new Promise(resolve => setTimeout(resolve, 5));
    expect(ended).toBe(false);
    end('late');
    expect(await holding).toBe('late');
    expect(await second.isElsewhere('a')).toBe(false);
    endSecond();
    await taking;
    expect(await first.hold('b', async () => 'other')).toBe('other');
  });

  it('passes to the same page, whose earlier use ends', async () => {
    const { first, end, holding, lost } = await held();
    expect(await first.hold('a', async () => 'again')).toBe('again');
    expect(lost.aborted).toBe(true);
    end('first');
    expect(await holding).toBe('first');
  });

  it('is free again once its body has ended or failed', async () => {
    const [first] = pages();
    await expect(first.hold('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await first.isElsewhere('a')).toBe(false);
    expect(await first.hold('a', async () => 1)).toBe(1);
  });
});
