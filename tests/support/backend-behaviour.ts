import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startReferenceBackend } from '@/lib/transformer/backends/reference';
import { withAccumulatedAttention } from '@/lib/transformer/cache/accumulated-attention';
import type { SequenceId, Slot } from '@/lib/transformer/cache/contract';
import type { ModelConfig } from '@/lib/transformer/config';
import type { Backend, Sampling, SpanResult } from '@/lib/transformer/contract';
import { sample } from '@/lib/transformer/sampling';
import { build } from './build';
import { play, programs } from './cache-program';
import { largestDifference } from './logits';
import { randomTokens, type RandomWeights, randomWeights } from './random-model';
import { shapes } from './shapes';

export interface Behaviour {
  open(config: ModelConfig, weights: RandomWeights): Promise<Backend>;
  /** Largest difference to the reference that rounding explains, for logits of rms about 1. */
  tolerance: number;
  /** The weights that the backend really computes with, where it rounds them: the reference is given these. */
  rounded?: ((weights: RandomWeights, config: ModelConfig) => RandomWeights) | undefined;
  /** Random shapes and programs to try. */
  runs: number;
}

export const tinyShape: ModelConfig = {
  vocabSize: 37,
  hiddenSize: 24,
  intermediateSize: 40,
  layers: 2,
  heads: 4,
  kvHeads: 2,
  headDim: 8,
  context: 160,
  ropeTheta: 10_000,
  ropeScaling: { kind: 'none' },
  qkvBias: true,
  rmsNormEps: 1e-5,
  tiedEmbedding: false,
  endTokens: [0],
};

const head = (sequence: SequenceId, layer: number, kvHead: number) => ({ sequence, layer, head: kvHead });

/** A backend and the reference with the weights that the backend computes with. */
export async function withReference(
  { open, rounded }: Pick<Behaviour, 'open' | 'rounded'>,
  config: ModelConfig,
  seed: number,
): Promise<[Backend, Backend]> {
  const weights = randomWeights(config, seed);
  const known = rounded ? rounded(weights, config) : weights;
  const oracle = rounded ? { ...config, tiedEmbedding: false } : config;
  return [await open(config, weights), await build(await startReferenceBackend(oracle), oracle, known)];
}

/** What every backend must do, told as tests; the reference backend is the oracle. */
export function behavesLikeTheReference(name: string, { open, tolerance, rounded, runs }: Behaviour): void {
  const pair = (config: ModelConfig, seed: number) => withReference({ open, rounded }, config, seed);
  const near = (got: Float32Array, expected: Float32Array) =>
    expect(largestDifference(got, expected)).toBeLessThan(tolerance);

  describe(`${name} against the reference`, { timeout: 120_000 }, () => {
    it('agrees on random shapes, whatever sequences read, fork, lose and merge', async () => {
      await fc.assert(
        fc.asyncProperty(shapes, fc.nat(1000), programs, async (config, seed, program) => {
          const [backend, reference] = await pair(config, seed);
          try {
            await play(program, backend, reference, { logits: near, slots: near });
          } finally {
            backend.dispose();
          }
        }),
        { numRuns: runs, seed: 20_261_125 },
      );
    });

    it('gives logits after every token, and reads a long prompt in one pass as token by token', async () => {
      const [backend, reference] = await pair(tinyShape, 3);
      const tokens = randomTokens(150, tinyShape.vocabSize, 1);
      const [sequence, expected] = [backend.cache.open(), reference.cache.open()];
      const [got] = await backend.forward([{ sequence, tokens, want: 'every' }]);
      const [wanted] = await reference.forward([{ sequence: expected, tokens, want: 'every' }]);
      expect(got!.logits.length).toBe(tokens.length);
      got!.logits.forEach((logits, i) => near(logits, wanted!.logits[i]!));
      backend.dispose();
    });

    it('samples what the sampler takes from its logits, one token or several', async () => {
      const [backend] = await pair(tinyShape, 4);
      const prompt = backend.cache.open();
      await backend.forward([{ sequence: prompt, tokens: randomTokens(20, tinyShape.vocabSize, 2), want: 'nothing' }]);
      const samplings = [
        { temperature: 0, top_p: 1 },
        { temperature: 1, top_p: 1 },
        { temperature: 0.7, top_p: 0.8 },
        { temperature: 1.5, top_p: 0.3 },
      ].flatMap(way => [1, 2, 3].map((seed): Sampling => ({ ...way, seed, index: 5 * seed, count: 6 })));
      let equal = 0;
      let all = 0;
      for (const sampling of samplings) {
        const [sampled, stepped] = [backend.cache.fork(prompt), backend.cache.fork(prompt)];
        const [result] = await backend.forward([{ sequence: sampled, tokens: [1], want: sampling }]);
        expect(result!.tokens.length).toBeGreaterThan(0);
        expect(backend.cache.position(sampled)).toBe(20 + result!.tokens.length);
        let last = 1;
        for (const [i, token] of result!.tokens.entries()) {
          const [step] = await backend.forward([{ sequence: stepped, tokens: [last], want: 'last' }]);
          equal += Number(sample(step!.logits[0]!, sampling, sampling.index + i) === token);
          all++;
          last = token;
        }
      }
      // A sample within rounding of a tie may fall to the other side.
      expect(equal).toBeGreaterThanOrEqual(all - 1);
      backend.dispose();
    });

    it('samples among the tokens that are allowed alone, beside sequences that may have any', async () => {
      const [backend] = await pair(tinyShape, 4);
      const { vocabSize } = tinyShape;
      const prompt = backend.cache.open();
      await backend.forward([{ sequence: prompt, tokens: randomTokens(20, vocabSize, 2), want: 'nothing' }]);
      const step = backend.cache.fork(prompt);
      const [{ logits }] = (await backend.forward([{ sequence: step, tokens: [1], want: 'last' }])) as [SpanResult];
      const maskOf = (ids: readonly number[]) => {
        const mask = new Uint32Array(Math.ceil(vocabSize / 32));
        for (const id of ids) mask[id >>> 5]! |= 1 << (id & 31);
        return mask;
      };
      const masks = [
        undefined,
        ...[1, 2, 12, vocabSize].map(count => maskOf(randomTokens(count, vocabSize, count))),
        maskOf([vocabSize - 1]),
      ];
      const samplings = masks.flatMap((allowed, i) =>
        [
          { temperature: 0, top_p: 1 },
          { temperature: 1, top_p: 1 },
          { temperature: 0.01, top_p: 1 },
          { temperature: 0.7, top_p: 0.6 },
        ].map((way): Sampling => ({ ...way, seed: i, index: i, count: 1, ...(allowed && { allowed }) })),
      );
      const forks = samplings.map(() => backend.cache.fork(prompt));
      const spans = samplings.map((want, i) => ({ sequence: forks[i]!, tokens: [1], want }));
      const tokens = (await backend.forward(spans)).map(result => result.tokens[0]!);
      samplings.forEach(({ allowed }, i) => {
        if (allowed) expect((allowed[tokens[i]! >>> 5]! >>> (tokens[i]! & 31)) & 1).toBe(1);
      });
      const expected = samplings.map(one => sample(logits[0]!, one, one.index, one.allowed));
      expect(tokens.filter((token, i) => token !== expected[i]).length).toBeLessThanOrEqual(1);
      const two: Sampling = { temperature: 0, top_p: 1, seed: 1, index: 0, count: 2, allowed: maskOf([1]) };
      await expect(backend.forward([{ sequence: forks[0]!, tokens: [1], want: two }])).rejects.toThrow(RangeError);
      backend.dispose();
    });

    it('shows attention, queries and hidden states where it is asked, also after slots were evicted', async () => {
      const [backend, reference] = await pair(tinyShape, 5);
      const tokens = randomTokens(40, tinyShape.vocabSize, 3);
      const capture = { attention: [{ layer: 1, head: 3 }, { layer: 0, head: 0 }], hidden: [0, 2, 1], queries: [1, 0] }; // prettier-ignore
      const seen = await Promise.all(
        [backend, reference].map(async one => {
          const sequence = one.cache.open();
          const [first] = await one.forward([{ sequence, tokens, want: 'nothing', capture }]);
          one.cache.evict(head(sequence, 1, 1), [3, 4, 5, 30]);
          const [second] = await one.forward([{ sequence, tokens: [7, 8], want: 'nothing', capture }]);
          return [first!.captured!, second!.captured!];
        }),
      );
      seen[0]!.forEach(({ attention, hidden, queries }, pass) => {
        const expected = seen[1]![pass]!;
        attention.forEach((rows, i) => {
          expect(rows.map(row => row.length)).toEqual(expected.attention[i]!.map(row => row.length));
          rows.forEach((row, token) => near(row, expected.attention[i]![token]!));
        });
        hidden.forEach((stream, i) => near(stream, expected.hidden[i]!));
        queries.forEach((rows, i) => near(rows, expected.queries[i]!));
      });
      expect(seen[0]![1]!.attention[0]![0]!.length).toBe(37);
      backend.dispose();
    });

    it('adds up the attention that the slots of a tracked sequence receive', async () => {
      const [backend, reference] = (await pair(tinyShape, 6)).map(withAccumulatedAttention) as [Backend, Backend];
      const sums = await Promise.all(
        [backend, reference].map(async one => {
          const sequence = one.cache.open();
          one.cache.trackAttention(sequence);
          await one.forward([{ sequence, tokens: randomTokens(20, tinyShape.vocabSize, 4), want: 'nothing' }]);
          one.cache.evict(head(sequence, 0, 1), [2]);
          await one.cache.merge(head(sequence, 0, 1), 4, [7, 9], [1, 2, 0.5]);
          await one.forward([{ sequence, tokens: [3], want: 'last' }]);
          return (await one.cache.snapshot(sequence, { accumulatedAttention: true })).heads.map(
            ({ accumulatedAttention }) => accumulatedAttention!,
          );
        }),
      );
      sums[0]!.forEach((one, i) => near(one, sums[1]![i]!));
      // Each of 21 tokens gives 1 through each of the two query heads of a group.
      expect(sums[0]![0]!.reduce((total, one) => total + one, 0)).toBeCloseTo(42, 3);
      backend.dispose();
    });

    it('holds fewer bytes when slots are evicted, shares what forks have in common, and none when all is released', async () => {
      const [backend] = await pair(tinyShape, 7);
      const { cache } = backend;
      const sequence = cache.open();
      await backend.forward([{ sequence, tokens: randomTokens(96, tinyShape.vocabSize, 5), want: 'nothing' }]);
      const full = cache.bytes().held;
      const fork = cache.fork(sequence);
      expect(cache.bytes().held).toBe(full);
      const slots = Array.from({ length: 64 }, (_, slot) => slot + 8);
      cache.evict(head(fork, 0, 0), slots);
      expect(cache.bytes().held).toBeLessThan(full * 1.25);
      cache.release(sequence);
      expect(cache.bytes().held).toBeLessThan(full);
      cache.release(fork);
      cache.release(fork);
      expect(cache.bytes().held).toBe(0);
      expect(cache.bytes().reserved).toBeGreaterThanOrEqual(0);
      backend.dispose();
    });

    it('reads a slot as it was written, and attends to it', async () => {
      const [backend, reference] = await pair(tinyShape, 8);
      const content = (from: number): Slot => ({
        key: Float32Array.from({ length: 8 }, (_, i) => Math.sin(from + i)),
        value: Float32Array.from({ length: 8 }, (_, i) => Math.cos(from + i)),
        position: from,
      });
      const logits = await Promise.all(
        [backend, reference].map(async one => {
          const sequence = one.cache.open();
          await one.forward([{ sequence, tokens: randomTokens(20, tinyShape.vocabSize, 6), want: 'nothing' }]);
          one.cache.overwrite(head(sequence, 1, 0), 7, content(3));
          one.cache.append(head(sequence, 0, 1), [content(11), content(12)]);
          const heads = [{ layer: 1, head: 0 }, { layer: 0, head: 1 }]; // prettier-ignore
          const { heads: [first, second] } = await one.cache.snapshot(sequence, { keys: true, values: true, heads }); // prettier-ignore
          expect(first!.keys!.slice(7 * 8, 8 * 8)).toEqual(content(3).key);
          expect(second!.values!.slice(21 * 8)).toEqual(content(12).value);
          expect([...second!.positions.slice(-3)]).toEqual([19, 11, 12]);
          return (await one.forward([{ sequence, tokens: [1], want: 'last' }]))[0]!.logits[0]!;
        }),
      );
      near(logits[0]!, logits[1]!);
      backend.dispose();
    });

    it('refuses what is beyond the context, by name, and leaves every sequence as it was', async () => {
      const [backend] = await pair(tinyShape, 9);
      const [full, other] = [backend.cache.open(), backend.cache.open()];
      await backend.forward([{ sequence: full, tokens: randomTokens(159, tinyShape.vocabSize, 7), want: 'nothing' }]);
      const spans = [other, full].map(sequence => ({ sequence, tokens: [1, 2], want: 'last' as const }));
      await expect(backend.forward(spans)).rejects.toMatchObject({ kind: 'context-exceeded' });
      expect([full, other].map(sequence => backend.cache.position(sequence))).toEqual([159, 0]);
      backend.dispose();
    });

    it.each([-1, 37, 1.5, NaN])('refuses token %s', async token => {
      const [backend] = await pair(tinyShape, 10);
      const sequence = backend.cache.open();
      await expect(backend.forward([{ sequence, tokens: [token], want: 'last' }])).rejects.toThrow('vocabulary');
      expect(backend.cache.position(sequence)).toBe(0);
      backend.dispose();
    });

    it('refuses an empty span, a sequence twice, a released one, and slots that are not there', async () => {
      const [backend] = await pair(tinyShape, 11);
      const { cache } = backend;
      const sequence = cache.open();
      const span = { sequence, tokens: [1, 2], want: 'last' as const };
      await expect(backend.forward([{ ...span, tokens: [] }])).rejects.toThrow('at least one token');
      await expect(backend.forward([span, span])).rejects.toThrow('one span per sequence');
      await backend.forward([span]);
      expect(() => cache.evict(head(sequence, 0, 0), [2])).toThrow('not among 2 slots');
      expect(() => cache.evict(head(sequence, 0, 0), [1, 1])).toThrow('occurs twice');
      expect(() => cache.evict(head(sequence, 0, 2), [0])).toThrow('no KV head');
      await expect((async () => cache.merge(head(sequence, 0, 0), 0, [1], [1]))()).rejects.toThrow('weight');
      expect(() => cache.fork(sequence, 3)).toThrow('no prefix');
      cache.evict(head(sequence, 0, 0), [0]);
      expect(() => cache.fork(sequence, 1)).toThrow('evicted');
      cache.release(sequence);
      await expect(backend.forward([span])).rejects.toThrow('not open');
      backend.dispose();
    });
  });
}
