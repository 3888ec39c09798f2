import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highest, jointly } from '@/lib/transformer/policies/allocation';
import { findPolicy } from '@/lib/transformer/policies/registry';
import { tinyShape } from '../../../support/backend-behaviour';
import { compressionOf, referenceOf, Trial } from '../../../support/policy-trial';
import { distinctTokens } from '../../../support/random-model';

const score = fc.oneof(fc.double({ min: -5, max: 5, noNaN: true }), fc.constantFrom(-Infinity, 0, 1));

describe('heads that compete', () => {
  it('share the whole budget, keep what is sure and what is protected, and lose the lowest scores', () => {
    const heads = fc.array(fc.array(score, { minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(heads, fc.nat(20), fc.nat(20), fc.nat(3), (lists, budget, asked, shielded) => {
        const sure = Math.min(asked, budget);
        const scores = lists.map(list => Float32Array.from(list, (one, i) => (i < Math.min(shielded, budget) ? Infinity : one))); // prettier-ignore
        const kept = jointly(scores, budget, sure);
        const all = scores.reduce((sum, { length }) => sum + length, 0);
        expect(kept.reduce((sum, count) => sum + count, 0)).toBe(Math.min(all, budget * scores.length));
        const sorted = scores.map(list => list.toSorted().reverse());
        kept.forEach((count, head) => {
          const least = Math.max(sure, sorted[head]!.filter(one => one === Infinity).length);
          expect(count).toBeGreaterThanOrEqual(Math.min(least, sorted[head]!.length));
          expect(count).toBeLessThanOrEqual(sorted[head]!.length);
          // Nobody keeps beyond the sure ones a score that is below one that another lost.
          if (count > least)
            sorted.forEach((other, i) => {
              if (kept[i]! < other.length) expect(sorted[head]![count - 1]!).toBeGreaterThanOrEqual(other[kept[i]!]!);
            });
        });
      }),
    );
  });

  it('keep the newer of two tokens of one score', () => {
    const tokens = Int32Array.from([7, 2, 9, 4]);
    expect([...highest(Float32Array.from([1, 1, 1, 5]), tokens, 2)]).toEqual([3, 2]);
    expect([...highest(Float32Array.from([Infinity, Infinity, -Infinity, -Infinity]), tokens, 3)]).toEqual([0, 1, 2]);
  });
});

describe('lists of slots', () => {
  const config = { ...tinyShape, layers: 4, vocabSize: 101 };
  async function lengthsOf(id: string, parameters: Record<string, number>, tokens = 90): Promise<number[][]> {
    const compression = compressionOf(findPolicy(id)!, { parameters, budget: { kind: 'slots', slots: 24 } });
    const trial = new Trial(await referenceOf(config, 2), compression);
    await trial.feed(distinctTokens(tokens, config.vocabSize, 1));
    await trial.endPrompt();
    return trial.sequence.lengths();
  }

  it('shorten from layer to layer under PyramidKV', async () => {
    const lengths = await lengthsOf('pyramidkv', { window: 4 });
    expect(lengths.map(([first]) => first)).toEqual([4 + 39, 4 + 26, 4 + 13, 4 + 1]);
    lengths.forEach(heads => expect(new Set(heads).size).toBe(1));
  });

  it('leave to later layers under PyramidKV what the first has no tokens for', async () => {
    const lengths = await lengthsOf('pyramidkv', { window: 4 }, 36);
    expect(lengths.map(([first]) => first)).toEqual([36, 28, 20, 12]);
  });

  it('are all alike under PyramidKV without a slope', async () => {
    expect(await lengthsOf('pyramidkv', { window: 4, steepness: 1 })).toEqual(Array(4).fill([24, 24]));
  });

  it('differ by head under Ada-KV, with one total a layer and a share for each that is safe', async () => {
    const lengths = await lengthsOf('adakv', { window: 4 });
    lengths.forEach(heads => expect(heads.reduce((sum, length) => sum + length, 0)).toBe(48));
    expect(lengths.some(([a, b]) => a !== b)).toBe(true);
    expect(Math.min(...lengths.flat())).toBeGreaterThanOrEqual(Math.max(4, Math.floor(0.2 * 24)));
    expect(await lengthsOf('adakv', { window: 4, safeguard: 1 })).toEqual(Array(4).fill([24, 24]));
  });
});
