import { describe, expect, it } from 'vitest';
import { findPolicy } from '@/lib/transformer/policies/registry';
import { tinyShape } from '../../../support/backend-behaviour';
import { compressionOf, referenceOf, Trial } from '../../../support/policy-trial';
import { randomTokens } from '../../../support/random-model';

const { layers, heads, kvHeads, vocabSize } = tinyShape;
const kvzip = findPolicy('kvzip')!;

describe('KVzip', () => {
  it('keeps what receives the most attention when the text is read again, over all heads of all layers', async () => {
    for (const seed of [1, 2, 3]) {
      const backend = await referenceOf(tinyShape, seed);
      const tokens = randomTokens(70, vocabSize, seed);
      const trial = new Trial(backend, compressionOf(kvzip, { budget: { kind: 'ratio', ratio: 3 } }));
      await trial.feed(tokens);
      await trial.endPrompt();

      const sequence = backend.cache.open();
      await backend.forward([{ sequence, tokens, want: 'nothing' }]);
      const attention = Array.from({ length: layers * heads }, (_, i) => ({ layer: Math.floor(i / heads), head: i % heads })); // prettier-ignore
      const [again] = await backend.forward([{ sequence, tokens, want: 'nothing', capture: { attention } }]);
      const scores: { at: string; score: number }[] = [];
      for (let layer = 0; layer < layers; layer++)
        for (let head = 0; head < kvHeads; head++)
          for (const token of tokens.keys()) {
            const rows = again!.captured!.attention.filter(
              (_, i) => attention[i]!.layer === layer && Math.floor((attention[i]!.head * kvHeads) / heads) === head,
            );
            const score = token < 4 ? Infinity : Math.max(...rows.flat().map(row => row[token]!));
            scores.push({ at: `${layer} ${head} ${token}`, score });
          }
      const budget = Math.ceil(70 / 3) * layers * kvHeads;
      const expected = scores.sort((a, b) => b.score - a.score).slice(0, budget).map(({ at }) => at); // prettier-ignore
      const got = trial.held.flatMap((list, layer) =>
        list.flatMap((held, head) => [...held].map(token => `${layer} ${head} ${token}`)),
      );
      expect(got.toSorted()).toEqual(expected.toSorted());
      expect(new Set(trial.sequence.lengths().flat()).size).toBeGreaterThan(1);
    }
  });

  it('leaves nothing behind of the second reading', async () => {
    const backend = await referenceOf(tinyShape, 1);
    const trial = new Trial(backend, compressionOf(kvzip));
    await trial.run(randomTokens(40, vocabSize, 1), randomTokens(20, vocabSize, 2));
    expect(backend.cache.position(trial.sequence.id)).toBe(60);
    trial.sequence.release();
    expect(backend.cache.bytes().held).toBe(0);
  });

  it('refuses a text that does not fit twice, by name, and this alone: all goes on as it was', async () => {
    const backend = await referenceOf(tinyShape, 1);
    const trial = new Trial(backend, compressionOf(kvzip));
    const other = new Trial(backend, compressionOf(findPolicy('h2o')!));
    const tokens = randomTokens(90, vocabSize, 1);
    await trial.feed(tokens);
    await other.feed(tokens);
    const before = await trial.evidence();
    await expect(trial.endPrompt()).rejects.toMatchObject({
      kind: 'context-exceeded',
      message: expect.stringMatching(/90 tokens is read twice.*at most 160/),
    });
    expect(await trial.evidence()).toEqual(before);
    expect((await other.endPrompt()).length).toBeGreaterThan(0);
    expect((await trial.feed([1])).every(Number.isFinite)).toBe(true);
    other.sequence.release();
    trial.sequence.release();
    expect(backend.cache.bytes().held).toBe(0);
  });
});
