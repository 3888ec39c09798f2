import { describe, expect, it } from 'vitest';
import { startReferenceBackend } from '@/lib/transformer/backends/reference';
import { attend, matVec, rmsNorm, softmax, swiglu } from '@/lib/transformer/backends/reference/arithmetic';
import type { ModelConfig } from '@/lib/transformer/config';
import { rotate } from '@/lib/transformer/rope';
import { build } from '../../support/build';
import { readTiny, tinyModel } from './tiny';

const floats = (...values: number[]) => new Float32Array(values);
const close = (actual: ArrayLike<number>, expected: number[], digits = 6) => {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, i) => expect(actual[i]).toBeCloseTo(value, digits));
};

describe('the arithmetic, by hand', () => {
  it('multiplies row by row', () => {
    const weight = floats(1, 2, 3, 4, 5, 6);
    close(matVec({ weight, bias: undefined }, floats(1, 0, -1)), [-2, -2]);
    close(matVec({ weight, bias: floats(1, 10) }, floats(1, 0, -1)), [-1, 8]);
  });
  it('normalises by the root mean square', () =>
    close(rmsNorm(floats(3, 4), floats(1, 2), 0), [3 / 12.5 ** 0.5, 8 / 12.5 ** 0.5]));
  it('adds epsilon to the mean of squares', () => close(rmsNorm(floats(0, 2), floats(1, 1), 2), [0, 1]));
  it('gates with silu', () =>
    close(swiglu(floats(0, 1, -1), floats(5, 2, 1)), [0, 2 / (1 + Math.exp(-1)), -1 / (1 + Math.E)]));
  it('survives large scores', () => close(softmax([1000, 1000, -1000]), [0.5, 0.5, 0]));

  it('rotates value i with value i + half, slower for later pairs', () => {
    const x = floats(1, 0, 0, 1);
    rotate(x, 3, Float64Array.of(1, 0.1)); // angles 3 and 0.3
    close(x, [Math.cos(3), -Math.sin(0.3), Math.sin(3), Math.cos(0.3)]);
    rotate(x, -3, Float64Array.of(1, 0.1));
    close(x, [1, 0, 0, 1]);
  });

  it('attends by softmax of scaled dot products', () => {
    const slots = [
      { key: floats(1, 0), value: floats(10, 0) },
      { key: floats(0, 1), value: floats(0, 10) },
    ];
    const s = Math.log(3) * Math.SQRT2; // after the division by sqrt(2) the odds are 3 to 1
    const { out, weights } = attend(floats(s, 0), slots);
    close(weights, [0.75, 0.25]);
    close(out, [7.5, 2.5]);
  });
});

describe('the reference backend', () => {
  const expected = JSON.parse(readTiny('expected.json')) as { tokens: number[]; logits: Record<string, number[]> };

  it.each([1, 9, 24])('gives the logits of PyTorch after %i tokens', async length => {
    const { backend } = await tinyModel();
    const sequence = backend.cache.open();
    const tokens = expected.tokens.slice(0, length);
    const [result] = await backend.forward([{ sequence, tokens, want: 'last' }]);
    close(result!.logits[0]!, expected.logits[length]!, 5);
    expect(backend.cache.position(sequence)).toBe(length);
  });

  it('frees what is released', async () => {
    const { backend } = await tinyModel();
    const sequence = backend.cache.open();
    await backend.forward([{ sequence, tokens: [1, 2, 3], want: 'nothing' }]);
    expect(backend.weightBytes()).toBe(4 * 9680);
    expect(backend.cache.bytes().held).toBe(3 * 2 * 2 * 8 * 4);
    backend.cache.release(sequence);
    expect(backend.cache.bytes().held).toBe(0);
  });

  it('uses an output matrix of its own where the embedding is not tied', async () => {
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
      ropeScaling: { kind: 'none' },
      qkvBias: false,
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
    const backend = await build(await startReferenceBackend(config), config, { get, has: () => true });
    const [result] = await backend.forward([{ sequence: backend.cache.open(), tokens: [0], want: 'last' }]);
    close(result!.logits[0]!, [3 / 12.5 ** 0.5, 4 / 12.5 ** 0.5]);
  });
});
