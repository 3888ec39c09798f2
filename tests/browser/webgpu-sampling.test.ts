import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWebgpuBackend } from '@/lib/transformer/backends/webgpu';
import type { SequenceId } from '@/lib/transformer/cache/contract';
import type { Backend, Sampling } from '@/lib/transformer/contract';
import { sample } from '@/lib/transformer/sampling';
import { tinyShape } from '../support/backend-behaviour';
import { build } from '../support/build';
import { randomTokens, type RandomWeights, randomWeights } from '../support/random-model';

/** Compares tokens sampled on the GPU with the sampler on its logits, and with the distribution that they should come from. */

/** A vocabulary that no thread's share divides, and every token with a twin: two rows of the output matrix are the same. */
const shape = { ...tinyShape, vocabSize: 530, layers: 1 };
const plain = randomWeights(shape, 5);
const twins: RandomWeights = {
  ...plain,
  get(name) {
    const rows = plain.get(name).slice();
    if (name !== 'lm_head.weight') return rows;
    for (let at = 0; at < rows.length; at += 2 * shape.hiddenSize)
      rows.copyWithin(at + shape.hiddenSize, at, at + shape.hiddenSize);
    // Logits three times as large as usual: a nucleus that is a small part of the vocabulary.
    return rows.map(value => 3 * value);
  },
};

let backend: Backend;
let prompt: SequenceId;
let logits: Float32Array;

beforeAll(async () => {
  backend = await build(await startWebgpuBackend(shape, 'f32', { kernels: 'plain' }), shape, twins);
  prompt = backend.cache.open();
  await backend.forward([{ sequence: prompt, tokens: randomTokens(20, shape.vocabSize, 2), want: 'nothing' }]);
  const fork = backend.cache.fork(prompt);
  logits = (await backend.forward([{ sequence: fork, tokens: [1], want: 'last' }]))[0]!.logits[0]!;
});
afterAll(() => backend.dispose());

/** Samples one token for each of the samplings, all from the same logits, many in a pass. */
async function sampleOnGpu(samplings: readonly Omit<Sampling, 'count'>[]): Promise<number[]> {
  const tokens: number[] = [];
  for (let from = 0; from < samplings.length; from += 100) {
    const some = samplings.slice(from, from + 100);
    const forks = some.map(() => backend.cache.fork(prompt));
    const spans = some.map((one, i) => ({ sequence: forks[i]!, tokens: [1], want: { ...one, count: 1 } }));
    for (const result of await backend.forward(spans)) tokens.push(...result.tokens);
    forks.forEach(fork => backend.cache.release(fork));
  }
  return tokens;
}

const seeds = (count: number) => Array.from({ length: count }, (_, seed) => seed);

describe('sampling on the GPU', () => {
  it.each([
    { temperature: 1, top_p: 1 },
    { temperature: 0.3, top_p: 1 },
    { temperature: 5, top_p: 1 },
    { temperature: 1, top_p: 0.95 },
    { temperature: 1, top_p: 0.4 },
    { temperature: 2, top_p: 0.9 },
    { temperature: 1, top_p: 0.001 },
    { temperature: 0, top_p: 0.5 },
  ])('are those of the sampler, for nearly all seeds: %o', async way => {
    const samplings = seeds(300).map(seed => ({ ...way, seed: 77_777 * seed, index: seed % 7 }));
    const tokens = await sampleOnGpu(samplings);
    const equal = samplings.filter((one, i) => sample(logits, one, one.index) === tokens[i]).length;
    expect(equal).toBeGreaterThanOrEqual(298);
  });

  it('keep both of two tokens that tie at the edge of the nucleus', async () => {
    const samplings = seeds(60).map(seed => ({ temperature: 1, top_p: 0.001, seed, index: 0 }));
    const sampled = new Set(await sampleOnGpu(samplings));
    const likeliest = logits.indexOf(Math.max(...logits));
    expect([...sampled].sort((a, b) => a - b)).toEqual([likeliest, likeliest + 1]);
  });

  it('come as often as the softmax says', async () => {
    const temperature = 1.5;
    const total = 4000;
    const tokens = await sampleOnGpu(seeds(total).map(seed => ({ temperature, top_p: 1, seed, index: 3 })));
    const powers = Array.from(logits, logit => Math.exp(logit / temperature));
    const sum = powers.reduce((a, b) => a + b, 0);
    // Tokens that are expected less than ten times are counted as one.
    let [statistic, cells, rareExpected, rareSeen] = [0, 0, 0, 0];
    const add = (seen: number, expected: number) => {
      statistic += (seen - expected) ** 2 / expected;
      cells++;
    };
    powers.forEach((power, token) => {
      const expected = (total * power) / sum;
      const seen = tokens.filter(one => one === token).length;
      if (expected >= 10) return add(seen, expected);
      rareExpected += expected;
      rareSeen += seen;
    });
    add(rareSeen, rareExpected);
    expect(cells).toBeGreaterThan(20);
    // Chi-square of so many cells has this mean and a standard deviation of sqrt(2 (cells - 1)).
    expect(statistic).toBeLessThan(cells - 1 + 4 * Math.sqrt(2 * (cells - 1)));
  });

  it('feed each other within a submit: eight tokens at once are those of eight passes', async () => {
    const ways = [0, 1, 2].map(seed => ({
      temperature: seed === 0 ? 0 : 0.8,
      top_p: seed === 2 ? 0.9 : 1,
      seed,
      index: 4,
    }));
    const forks = ways.map(() => backend.cache.fork(prompt));
    const counts = [8, 3, 20];
    const spans = ways.map((way, i) => ({ sequence: forks[i]!, tokens: [5, 6], want: { ...way, count: counts[i]! } }));
    const together = await backend.forward(spans);
    expect(together.map(({ tokens }) => tokens.length)).toEqual([8, 3, 8]);
    for (const [i, way] of ways.entries()) {
      const fork = backend.cache.fork(prompt);
      let tokens = [5, 6];
      for (const [step, expected] of together[i]!.tokens.entries()) {
        const want = { ...way, index: way.index + step, count: 1 };
        tokens = (await backend.forward([{ sequence: fork, tokens, want }]))[0]!.tokens;
        expect(tokens).toEqual([expected]);
      }
      expect(backend.cache.position(fork)).toBe(backend.cache.position(forks[i]!));
    }
  });
});
