import { describe, expect, it } from 'vitest';
import { withAccumulatedAttention } from '@/lib/transformer/cache/accumulated-attention';
import { pageSlots } from '@/lib/transformer/cache/pages';
import type { ModelConfig } from '@/lib/transformer/config';
import type { Backend } from '@/lib/transformer/contract';
import type { Loss } from '@/lib/transformer/policies/compressed-sequence';
import { policies } from '@/lib/transformer/policies/registry';
import { largestDifference } from './logits';
import { compressionOf, referenceOf, Trial } from './policy-trial';
import { distinctTokens, type RandomWeights, randomWeights } from './random-model';

interface Runs {
  open(config: ModelConfig, weights: RandomWeights): Promise<Backend>;
  /** Largest difference of logits that rounding explains. */
  tolerance: number;
  /** Share of losses that may differ, where two scores are closer than rounding. */
  ties: number;
}

/** Room for a text twice, three KV heads of two query heads each, and a vocabulary for texts of distinct tokens: equal ones tie. */
const config: ModelConfig = {
  vocabSize: 257,
  hiddenSize: 36,
  intermediateSize: 40,
  layers: 2,
  heads: 6,
  kvHeads: 3,
  headDim: 12,
  context: 320,
  ropeTheta: 10_000,
  ropeScaling: { kind: 'none' },
  qkvBias: true,
  rmsNormEps: 1e-5,
  tiedEmbedding: false,
  endTokens: [0],
};

/** What every policy does on a backend: what it does on the reference, and pages are freed. */
/** What left which head, and to where; how much attention it had received is rounded otherwise on every backend. */
const whereTo = (losses: readonly Loss[]): string[] =>
  losses.map(({ layer, head, token, into }) => [layer, head, token, into].join(' '));

export function compressesLikeTheReference(name: string, { open, tolerance, ties }: Runs): void {
  describe(`policies on ${name}`, { timeout: 120_000 }, () => {
    const tokens = distinctTokens(148, config.vocabSize, 7);

    it.each(policies.filter(({ format }) => !format))(
      '$id evicts and merges the same tokens, and holds the pages of what is left',
      async policy => {
        const weights = randomWeights(config, 3);
        const backend = withAccumulatedAttention(await open(config, weights));
        const reference = await referenceOf(config, 3);
        const compression = compressionOf(policy, { every: 6 });
        const [mine, theirs] = [new Trial(backend, compression), new Trial(reference, compression)];
        await Promise.all([mine.feed(tokens.slice(0, 136)), theirs.feed(tokens.slice(0, 136))]);
        const full = backend.cache.bytes().held;
        const pages = Math.ceil(136 / pageSlots) * config.layers * config.kvHeads;
        const pageBytes = full / pages;

        const [got, expected] = await Promise.all([mine, theirs].map(trial => trial.endPrompt()));
        const lost = new Set(whereTo(expected!));
        const differing = whereTo(got!).filter(loss => !lost.has(loss));
        expect(got!.length).toBe(expected!.length);
        expect(differing.length).toBeLessThanOrEqual(ties * got!.length);

        const lengths = mine.sequence.lengths().flat();
        const held = backend.cache.bytes().held;
        expect(held).toBe(lengths.reduce((sum, length) => sum + Math.ceil(length / pageSlots), 0) * pageBytes);
        // A quarter of the slots, and at most one page a head that is not full.
        if (policy.score) expect(held).toBeLessThanOrEqual((136 / 4 / pageSlots + 1) * lengths.length * pageBytes);

        let logits: Float32Array[] = [];
        for (const token of tokens.slice(136)) {
          logits = await Promise.all([mine.feed([token]), theirs.feed([token])]);
          await Promise.all([mine.compress(), theirs.compress()]);
        }
        expect(mine.sequence.lengths().flat().length).toBe(lengths.length);
        const [ours, others] = [mine, theirs].map(({ losses }) => whereTo(losses).join('\n'));
        if (ties === 0) expect(ours).toEqual(others);
        if (ours === others) expect(largestDifference(logits[0]!, logits[1]!)).toBeLessThan(tolerance);
        mine.sequence.release();
        expect(backend.cache.bytes().held).toBe(0);
        backend.dispose();
      },
    );

    it('frees half of the pages when random eviction takes half of the slots, within a page a head', async () => {
      const backend = withAccumulatedAttention(await open(config, randomWeights(config, 3)));
      const policy = policies.find(({ id }) => id === 'random')!;
      const trial = new Trial(backend, compressionOf(policy, { budget: { kind: 'ratio', ratio: 2 } }));
      await trial.feed(distinctTokens(256, config.vocabSize, 7));
      const full = backend.cache.bytes().held;
      const before = await trial.tokensOfSlots();
      await trial.endPrompt();
      const heads = config.layers * config.kvHeads;
      const page = full / heads / (256 / pageSlots);
      expect(backend.cache.bytes().held).toBe(full / 2);
      expect(backend.cache.bytes().held).toBeLessThanOrEqual(full / 2 + heads * page);
      // A server that only marks slots frees the pages without any that is left: hardly one.
      const occupied = before.flatMap((list, layer) =>
        list.flatMap((slots, head) =>
          Array.from({ length: 256 / pageSlots }, (_, at) =>
            slots.slice(at * pageSlots, (at + 1) * pageSlots).some(token => trial.held[layer]![head]!.has(token)),
          ),
        ),
      );
      expect(occupied.filter(Boolean).length / occupied.length).toBeGreaterThanOrEqual(0.99);
      backend.dispose();
    });
  });
}
