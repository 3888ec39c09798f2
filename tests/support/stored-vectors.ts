import { expect, it } from 'vitest';
import type { Backend } from '@/lib/transformer/contract';
import { lengthsOf } from './learned-behaviour';
import { largestDifference, rms } from './logits';

/** What `training/compression/fixture.py` stored: logits of the parallel form, after so many tokens, and the slots of the decode form. */
interface Stored {
  tokens: number[];
  logits: Record<string, number[]>;
  /** [layer][KV head] after all tokens. */
  slots: number[][];
}

/** Compares a backend with what PyTorch computed with the same weights, token by token and in pieces. */
export function matchesPyTorch(name: string, open: () => Promise<{ backend: Backend; stored: Stored }>): void {
  it.each([1, 7, 80])(`${name} gives the logits of the form that trains, in pieces of %i tokens`, async piece => {
    const { backend, stored } = await open();
    const sequence = backend.cache.open();
    let compared = 0;
    for (let from = 0; from < stored.tokens.length; from += piece) {
      const tokens = stored.tokens.slice(from, from + piece);
      const [result] = await backend.forward([{ sequence, tokens, want: 'every' }]);
      result!.logits.forEach((logits, i) => {
        const expected = stored.logits[from + i + 1];
        if (!expected) return;
        compared++;
        const wanted = Float32Array.from(expected);
        expect(largestDifference(logits, wanted)).toBeLessThan(1e-4 * Math.max(1, rms(wanted)));
      });
    }
    expect(compared).toBe(Object.keys(stored.logits).length);
    expect(await lengthsOf(backend, sequence)).toEqual(stored.slots.flat());
    backend.dispose();
  });
}
