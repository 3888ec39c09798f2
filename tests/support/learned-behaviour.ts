import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startReferenceBackend } from '@/lib/transformer/backends/reference';
import { withAccumulatedAttention } from '@/lib/transformer/cache/accumulated-attention';
import type { SequenceId } from '@/lib/transformer/cache/contract';
import { formatPresets } from '@/lib/transformer/cache/format';
import type { ModelConfig } from '@/lib/transformer/config';
import type { Backend } from '@/lib/transformer/contract';
import { tinyShape } from './backend-behaviour';
import { build } from './build';
import { learnedModels, undecidedWeights } from './learned-models';
import { largestDifference } from './logits';
import { randomTokens, type RandomWeights } from './random-model';
import { shapes } from './shapes';

interface Behaviour {
  open(config: ModelConfig, weights: RandomWeights): Promise<Backend>;
  /** Random shapes to try. */
  runs: number;
}

/** Number of slots of every KV head. */
export async function lengthsOf({ cache }: Backend, sequence: SequenceId): Promise<number[]> {
  return (await cache.snapshot(sequence)).heads.map(({ length }) => length);
}

/** What a backend does with a model that compresses its own cache, told as tests; the reference backend is the oracle. */
export function learnsLikeTheReference(name: string, { open, runs }: Behaviour): void {
  describe.each(learnedModels)(`${name}, a model with %s`, { timeout: 120_000 }, (_, learned) => {
    const config: ModelConfig = { ...tinyShape, learned };
    const pair = async (one: ModelConfig, seed: number): Promise<[Backend, Backend]> => {
      const weights = undecidedWeights(one, seed);
      return [await open(one, weights), await build(await startReferenceBackend(one), one, weights)];
    };

    it('computes what the reference does, in spans of any length and after forks', async () => {
      const lengths = fc.array(fc.integer({ min: 1, max: 45 }), { minLength: 1, maxLength: 3 });
      await fc.assert(
        fc.asyncProperty(shapes, fc.nat(1000), lengths, async (shape, seed, spans) => {
          const both = await pair({ ...shape, learned }, seed);
          const results = await Promise.all(
            both.map(async backend => {
              const { cache } = backend;
              const first = cache.open();
              const other = cache.open();
              const read = async (sequences: number[], count: number) => {
                const asked = sequences.map((sequence, i) => ({
                  sequence,
                  tokens: randomTokens(count, shape.vocabSize, seed + i),
                  want: 'every' as const,
                  capture: { attention: [{ layer: 0, head: shape.heads - 1 }], queries: [0] },
                }));
                return backend.forward(asked);
              };
              const passes = [];
              for (const count of spans) passes.push(await read([first, other], count));
              const fork = cache.fork(other);
              cache.release(other);
              passes.push(await read([fork, first], 20));
              const heads = [];
              for (const sequence of [first, fork])
                heads.push(...(await cache.snapshot(sequence, { keys: true, values: true })).heads);
              backend.dispose();
              return { passes: passes.flat(), heads };
            }),
          );
          const [got, expected] = results as [(typeof results)[0], (typeof results)[0]];
          const same = (a: Float32Array, b: Float32Array) => expect(largestDifference(a, b)).toBeLessThan(2e-4);
          got.heads.forEach(({ positions, keys, values }, i) => {
            expect([...positions]).toEqual([...expected.heads[i]!.positions]);
            same(keys!, expected.heads[i]!.keys!);
            same(values!, expected.heads[i]!.values!);
          });
          got.passes.forEach(({ logits, captured }, i) => {
            logits.forEach((after, t) => same(after, expected.passes[i]!.logits[t]!));
            captured!.attention[0]!.forEach((weights, t) =>
              same(weights, expected.passes[i]!.captured!.attention[0]![t]!),
            );
            expect(captured!.positions).toEqual(expected.passes[i]!.captured!.positions);
            same(captured!.queries[0]!, expected.passes[i]!.captured!.queries[0]!);
          });
        }),
        { numRuns: runs, seed: 20_261_130 },
      );
    });

    it('reads a prompt at once as token by token', async () => {
      const [backend] = await pair(config, 5);
      const tokens = randomTokens(120, config.vocabSize, 2);
      const [whole, stepwise] = [backend.cache.open(), backend.cache.open()];
      const [atOnce] = await backend.forward([{ sequence: whole, tokens, want: 'last' }]);
      let last: Float32Array = new Float32Array();
      for (const token of tokens) {
        const [result] = await backend.forward([{ sequence: stepwise, tokens: [token], want: 'last' }]);
        last = result!.logits[0]!;
      }
      expect(largestDifference(last, atOnce!.logits[0]!)).toBeLessThan(1e-5);
      expect(await lengthsOf(backend, whole)).toEqual(await lengthsOf(backend, stepwise));
      backend.dispose();
    });

    it('holds fewer bytes than the model without compression, and heads of different lengths', async () => {
      const [backend] = await pair(config, 6);
      const [plain] = await pair(tinyShape, 6);
      for (const one of [backend, plain]) {
        const sequence = one.cache.open();
        for (let i = 0; i < 3; i++)
          await one.forward([{ sequence, tokens: randomTokens(50, config.vocabSize, i), want: 'nothing' }]);
      }
      const lengths = await lengthsOf(backend, 1);
      expect(new Set(lengths).size).toBeGreaterThan(1);
      const [held, whole] = [backend.cache.bytes().held, plain.cache.bytes().held];
      // A head may hold the page of the next slot, and the last page is not full: 16 slots each.
      const slots = lengths.reduce((sum, length) => sum + length, 0);
      expect(held / whole).toBeLessThanOrEqual((slots + 2 * 16 * lengths.length) / (150 * lengths.length));
      expect(held).toBeLessThan(0.8 * whole);
      backend.cache.release(1);
      expect(backend.cache.bytes().held).toBe(0);
      backend.dispose();
      plain.dispose();
    });

    it('forks a sequence as a whole only', async () => {
      const [backend] = await pair(config, 7);
      const sequence = backend.cache.open();
      await backend.forward([{ sequence, tokens: randomTokens(3, config.vocabSize, 3), want: 'nothing' }]);
      expect(() => backend.cache.fork(sequence, 2)).toThrow('only be forked as a whole');
      const fork = backend.cache.fork(sequence);
      const next = { tokens: randomTokens(40, config.vocabSize, 4), want: 'last' as const };
      const [a] = await backend.forward([{ sequence, ...next }]);
      const [b] = await backend.forward([{ sequence: fork, ...next }]);
      expect(largestDifference(a!.logits[0]!, b!.logits[0]!)).toBeLessThan(1e-6);
      backend.dispose();
    });

    it('accepts no quantised pages, which it would have to write again', async () => {
      const [backend] = await pair(config, 9);
      expect(() => backend.cache.open({ format: formatPresets[1]!.format })).toThrow(
        expect.objectContaining({
          kind: 'model-unsupported',
          detail: expect.stringMatching(/compresses its cache itself/) as string,
        }),
      );
      backend.dispose();
    });

    it('counts the attention that the tokens of a slot receive', async () => {
      const [backend] = await pair(config, 8);
      const tracked = withAccumulatedAttention(backend);
      const tokens = randomTokens(60, config.vocabSize, 5);
      const [whole, stepwise] = [tracked.cache.open(), tracked.cache.open()];
      for (const sequence of [whole, stepwise]) tracked.cache.trackAttention(sequence);
      await tracked.forward([{ sequence: whole, tokens, want: 'nothing' }]);
      for (const token of tokens) await tracked.forward([{ sequence: stepwise, tokens: [token], want: 'nothing' }]);
      const [a, b] = await Promise.all(
        [whole, stepwise].map(async one => (await tracked.cache.snapshot(one, { accumulatedAttention: true })).heads),
      );
      a!.forEach(({ accumulatedAttention }, i) =>
        expect(largestDifference(accumulatedAttention!, b![i]!.accumulatedAttention!)).toBeLessThan(1e-4),
      );
      backend.dispose();
    });
  });
}
