import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { ModelConfig } from '@/lib/transformer/config';
import type { Backend, SequenceId } from '@/lib/transformer/contract';
import { createReferenceBackend } from '@/lib/transformer/backends/reference';
import { createWasmBackend } from '@/lib/transformer/backends/wasm';
import { roundedToInt8 } from '../../support/int8-weights';
import { readKernels } from '../../support/kernels';
import { largestDifference } from '../../support/logits';
import { randomTokens, randomWeights } from '../../support/random-model';
import { shapes } from '../../support/shapes';

const kernels = await WebAssembly.compile(readKernels());

/** int8's bound is that of its int16 activations: the oracle has the same rounded weights. */
const precisions = [
  { precision: 'f32', bound: 1e-4 },
  { precision: 'int8', bound: 5e-3 },
] as const;

/** One model on the backend under test and on its oracle. Both are asked for the same; they must answer the same. */
async function pair(config: ModelConfig, precision: 'f32' | 'int8', seed: number) {
  const weights = randomWeights(config, seed);
  const oracle =
    precision === 'int8'
      ? createReferenceBackend({ ...config, tiedEmbedding: false }, roundedToInt8(weights, config))
      : createReferenceBackend(config, weights);
  return { oracle, backend: await createWasmBackend(config, weights, precision, kernels) };
}

const small: ModelConfig = {
  vocabSize: 19,
  hiddenSize: 24,
  intermediateSize: 40,
  layers: 2,
  heads: 4,
  kvHeads: 2,
  headDim: 6,
  context: 100,
  ropeTheta: 10_000,
  rmsNormEps: 1e-5,
  tiedEmbedding: false,
  endTokens: [0],
};

describe.each(precisions)('wasm $precision', ({ precision, bound }) => {
  it('prefills as the reference does, on models and prompts of any size', () =>
    fc.assert(
      fc.asyncProperty(shapes, fc.integer({ min: 1, max: 100 }), fc.nat(), async (config, count, seed) => {
        const { oracle, backend } = await pair(config, precision, seed);
        const tokens = randomTokens(count, config.vocabSize, seed);
        const got = backend.prefill(backend.open(), tokens);
        expect(largestDifference(got, oracle.prefill(oracle.open(), tokens))).toBeLessThan(bound);
      }),
      { numRuns: 40 },
    ));

  it('decodes ragged batches in any order, forked and diverged, as the reference does', () =>
    fc.assert(
      fc.asyncProperty(
        shapes,
        fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 1, maxLength: 4 }),
        fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 40 }),
        fc.nat(),
        async (config, lengths, forks, rounds, seed) => {
          const { oracle, backend } = await pair(config, precision, seed);
          const start = (engine: Backend): SequenceId[] => {
            const opened = lengths.map((length, i) => {
              const id = engine.open();
              engine.prefill(id, randomTokens(length, config.vocabSize, seed + i));
              return id;
            });
            return [...opened, ...forks.map(which => engine.fork(opened[which % opened.length]!))].reverse();
          };
          const mine = start(backend);
          const theirs = start(oracle);
          for (let round = 0; round < rounds; round++) {
            const tokens = randomTokens(mine.length, config.vocabSize, seed + 100 + round);
            const steps = (ids: SequenceId[]) => ids.map((sequence, i) => ({ sequence, token: tokens[i]! }));
            const got = backend.decode(steps(mine));
            oracle
              .decode(steps(theirs))
              .forEach((expected, i) => expect(largestDifference(got[i]!, expected)).toBeLessThan(bound));
          }
          expect(mine.map(id => backend.length(id))).toEqual(theirs.map(id => oracle.length(id)));
        },
      ),
      { numRuns: 25 },
    ));

  it('answers the same whether tokens come one by one, in parts or at once', async () => {
    const { backend } = await pair(small, precision, 1);
    const tokens = randomTokens(75, small.vocabSize, 2);
    const whole = backend.prefill(backend.open(), tokens);
    const parts = backend.open();
    backend.prefill(parts, tokens.slice(0, 33));
    const single = tokens.slice(33).map(token => backend.decode([{ sequence: parts, token }])[0]!);
    expect(largestDifference(single.at(-1)!, whole)).toBeLessThan(1e-5);
  });

  it('answers a batch larger than one pass in order', async () => {
    const { backend } = await pair(small, precision, 3);
    const ids = Array.from({ length: 40 }, (_, i) => {
      const id = backend.open();
      backend.prefill(id, [i % small.vocabSize]);
      return id;
    });
    const alone = ids.map(id => backend.decode([{ sequence: backend.fork(id), token: 5 }])[0]!);
    const together = backend.decode(ids.map(sequence => ({ sequence, token: 5 })));
    together.forEach((logits, i) => expect(largestDifference(logits, alone[i]!)).toBeLessThan(1e-5));
  });
});

describe('the cache', () => {
  const open = () => createWasmBackend(small, randomWeights(small, 7), 'f32', kernels);
  const prompt = (count: number) => randomTokens(count, small.vocabSize, count);

  it('costs a fork only its unfinished page', async () => {
    const backend = await open();
    const first = backend.open();
    backend.prefill(first, prompt(70));
    const page = backend.bytes().cache / 3;
    const second = backend.fork(first);
    expect(backend.bytes().cache).toBe(4 * page);
    backend.release(first);
    expect(backend.bytes().cache).toBe(3 * page);
    backend.release(second);
    expect(backend.bytes().cache).toBe(0);
  });

  it('keeps a fork whole when the original is released and its pages are written by others', async () => {
    const backend = await open();
    const first = backend.open();
    backend.prefill(first, prompt(40));
    const second = backend.fork(first);
    const expected = backend.decode([{ sequence: backend.fork(first), token: 3 }])[0]!;
    backend.release(first);
    backend.prefill(backend.open(), prompt(90));
    expect(backend.decode([{ sequence: second, token: 3 }])[0]).toEqual(expected);
  });

  it('takes no more memory over many openings and releases than the largest of them did', async () => {
    const backend = await open();
    const use = (count: number) => {
      const id = backend.open();
      backend.prefill(id, prompt(count));
      const forked = backend.fork(id);
      backend.release(id);
      backend.release(forked);
    };
    const grow = vi.spyOn(WebAssembly.Memory.prototype, 'grow');
    use(90);
    const atFirst = grow.mock.calls.length;
    for (let cycle = 0; cycle < 300; cycle++) use(1 + (cycle % 90));
    expect(grow.mock.calls.length).toBe(atFirst);
    grow.mockRestore();
    expect(backend.bytes().cache).toBe(0);
  });

  it('forgets what a released sequence held', async () => {
    const backend = await open();
    const expected = backend.prefill(backend.open(), prompt(5));
    const used = backend.open();
    backend.prefill(used, prompt(64));
    backend.release(used);
    expect(backend.prefill(backend.open(), prompt(5))).toEqual(expected);
  });
});

describe('mistakes', () => {
  const open = () => createWasmBackend(small, randomWeights(small, 7), 'int8', kernels);

  it('names a prompt beyond the context, and leaves every sequence as it was', async () => {
    const backend = await open();
    const [full, other] = [backend.open(), backend.open()];
    backend.prefill(full, randomTokens(small.context, small.vocabSize, 1));
    backend.prefill(other, [1]);
    const failure = expect.objectContaining({ kind: 'context-exceeded' });
    const steps = [other, full].map(sequence => ({ sequence, token: 1 }));
    expect(() => backend.decode(steps)).toThrow(failure);
    expect(() => backend.prefill(full, [1])).toThrow(failure);
    expect([full, other].map(id => backend.length(id))).toEqual([small.context, 1]);
  });

  it.each([-1, 19, 1.5, NaN])('refuses token %s', async token => {
    const backend = await open();
    const id = backend.open();
    expect(() => backend.prefill(id, [token])).toThrow('vocabulary');
    expect(backend.length(id)).toBe(0);
  });

  it('refuses an empty prompt, a sequence twice in a batch, a released sequence and a disposed backend', async () => {
    const backend = await open();
    const id = backend.open();
    expect(() => backend.prefill(id, [])).toThrow('Nothing to prefill');
    const step = { sequence: id, token: 1 };
    expect(() => backend.decode([step, step])).toThrow('one step of each');
    backend.release(id);
    expect(() => backend.decode([step])).toThrow('not open');
    backend.dispose();
    expect(() => backend.open()).toThrow('disposed');
    expect(backend.bytes()).toEqual({ weights: 0, cache: 0 });
  });
});

it('two backends alive at once do not disturb each other', async () => {
  const weights = randomWeights(small, 1);
  const [a, b] = [
    await createWasmBackend(small, weights, 'f32', kernels),
    await createWasmBackend(small, randomWeights(small, 2), 'int8', kernels),
  ];
  const tokens = randomTokens(30, small.vocabSize, 1);
  const [first, second] = [a.open(), b.open()];
  a.prefill(first, tokens);
  b.prefill(second, tokens);
  const oracle = createReferenceBackend(small, weights);
  const expected = oracle.open();
  oracle.prefill(expected, tokens);
  for (const token of tokens) {
    b.decode([{ sequence: second, token }]);
    const got = a.decode([{ sequence: first, token }])[0]!;
    expect(largestDifference(got, oracle.decode([{ sequence: expected, token }])[0]!)).toBeLessThan(1e-4);
  }
});
