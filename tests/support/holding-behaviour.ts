import { describe, expect, it } from 'vitest';
import type { Holding } from '@/components/workbench/holding';
import { gate } from './workbench';

/** What holds between two pages of one browser, however they hear of each other. */
export function describeHolding(name: string, pages: () => readonly [Holding, Holding]): void {
  describe(`a run that a page holds ${name}`, () => {
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
}
