import { describe, expect, it } from 'vitest';
import { createReferenceBackend } from '@/lib/transformer/backends/reference';
import { attend, gated, multiply, rmsNorm, rotate, softmax } from '@/lib/transformer/backends/reference/arithmetic';
import type { ModelConfig } from '@/lib/transformer/config';
import { openTiny, readTiny } from './tiny';

const floats = (...values: number[]) => new Float32Array(values);
const close = (actual: ArrayLike<number>, expected: number[], digits = 6) => {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, i) => expect(actual[i]).toBeCloseTo(value, digits));
};

describe('the arithmetic, by hand', () => {
  it('multiplies row by row', () => close(multiply(floats(1, 2, 3, 4, 5, 6), floats(1, 0, -1)), [-2, -2]));
  it('normalises by the root mean square', () =>
    close(rmsNorm(floats(3, 4), floats(1, 2), 0), [3 / 12.5 ** 0.5, 8 / 12.5 ** 0.5]));
  it('adds epsilon to the mean of squares', () => close(rmsNorm(floats(0, 2), floats(1, 1), 2), [0, 1]));
  it('gates with silu', () =>
    close(gated(floats(0, 1, -1), floats(5, 2, 1)), [0, 2 / (1 + Math.exp(-1)), -1 / (1 + Math.E)]));
  it('survives large scores', () => close(softmax([1000, 1000, -1000]), [0.5, 0.5, 0]));

  it('rotates value i with value i + half, slower for later pairs', () => {
    const x = floats(1, 0, 0, 1, /* second head */ 0, 0, 1, 0);
    rotate(x, 3, 4, 100); // angles 3 * 100^0 = 3 and 3 * 100^(-1/2) = 0.3
    close(x, [Math.cos(3), -Math.sin(0.3), Math.sin(3), Math.cos(0.3), -Math.sin(3), 0, Math.cos(3), 0]);
  });

  it('attends in groups: two query heads read one key-value head', () => {
    const keys = [floats(0, 0, 1, 0), floats(0, 0, 0, 1)]; // kv head 0 is blind, kv head 1 tells the positions apart
    const values = [floats(1, 2, 10, 0), floats(3, 4, 0, 10)];
    const s = Math.log(3) * Math.SQRT2; // after the division by sqrt(2) the odds are 3 to 1
    close(attend(floats(9, 9, -9, 9, s, 0, 0, s), keys, values, 2), [2, 3, 2, 3, 7.5, 2.5, 2.5, 7.5]);
  });
});

describe('the reference backend', () => {
  const expected = JSON.parse(readTiny('expected.json')) as { tokens: number[]; logits: Record<string, number[]> };

  it.each([1, 9, 24])('gives the logits of PyTorch after %i tokens', async length => {
    const { config, weights } = await openTiny();
    const backend = createReferenceBackend(config, weights);
    const sequence = backend.open();
    close(backend.prefill(sequence, expected.tokens.slice(0, length)), expected.logits[length]!, 5);
    expect(backend.length(sequence)).toBe(length);
  });

  it('decodes forks of different lengths together as if each were alone', async () => {
    const { config, weights } = await openTiny();
    const backend = createReferenceBackend(config, weights);
    const root = backend.open();
    backend.prefill(root, expected.tokens.slice(0, 8));
    const [longer, other] = [backend.fork(root), backend.fork(root)];
    backend.prefill(longer, expected.tokens.slice(8, 23));
    const [, first, second] = backend.decode([
      { sequence: other, token: 5 },
      { sequence: root, token: expected.tokens[8]! },
      { sequence: longer, token: expected.tokens[23]! },
    ]);
    close(first!, expected.logits[9]!, 5);
    close(second!, expected.logits[24]!, 5);
    expect([root, longer, other].map(sequence => backend.length(sequence))).toEqual([9, 24, 9]);
  });

  it('frees what is released and refuses what is closed', async () => {
    const { config, weights } = await openTiny();
    const backend = createReferenceBackend(config, weights);
    const sequence = backend.open();
    backend.prefill(sequence, [1, 2, 3]);
    expect(backend.bytes()).toEqual({ weights: 4 * 9680, cache: 3 * 2 * 2 * 8 * 4 });
    backend.release(sequence);
    expect(backend.bytes().cache).toBe(0);
    expect(() => backend.decode([{ sequence, token: 1 }])).toThrow(/not open/);
  });

  it('uses an output matrix of its own where the embedding is not tied', () => {
    const config: ModelConfig = {
      vocabSize: 2,
      hiddenSize: 2,
      intermediateSize: 2,
      layers: 1,
      heads: 1,
      kvHeads: 1,
      headDim: 2,
      context: 4,
      ropeTheta: 1e4,
      rmsNormEps: 1e-9,
      tiedEmbedding: false,
      endTokens: [],
    };
    const named: Record<string, number[]> = {
      'model.embed_tokens.weight': [3, 4, 0, 1],
      'model.norm.weight': [1, 1],
      'lm_head.weight': [1, 0, 0, 1],
    };
    const get = (name: string) => floats(...(named[name] ?? (name.includes('norm') ? [1, 1] : [0, 0, 0, 0])));
    const backend = createReferenceBackend(config, { get, has: () => true });
    close(backend.prefill(backend.open(), [0]), [3 / 12.5 ** 0.5, 4 / 12.5 ** 0.5]);
  });
});
