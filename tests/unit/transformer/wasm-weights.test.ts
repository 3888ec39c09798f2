import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startWasmBackend } from '@/lib/transformer/backends/wasm';
import { halfToNumber, numberToHalf } from '@/lib/transformer/floats';
import { expectedTensors } from '@/lib/transformer/weights';
import { tinyShape } from '../../support/backend-behaviour';
import { build } from '../../support/build';
import { formats } from '../../support/formats';
import { readKernels } from '../../support/kernels';
import { randomTokens, randomWeights } from '../../support/random-model';

const kernels = await WebAssembly.compile(readKernels());
const precisions = ['f32', 'int8'] as const;
const start = (precision: 'f32' | 'int8', config = tinyShape) => startWasmBackend(config, precision, kernels);

describe.each(precisions)('wasm %s', precision => {
  it('answers to the last bit the same alone, in a batch, and in parts', async () => {
    const backend = await build(await start(precision), tinyShape, randomWeights(tinyShape, 2));
    const { cache } = backend;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 0, max: 69 }),
        fc.array(fc.option(formats), { minLength: 9, maxLength: 9 }),
        async (counts, cut, chosen) => {
          const open = (i: number) => cache.open(chosen[i] ? { format: chosen[i] } : {});
          const prompts = counts.map((count, i) => randomTokens(count, tinyShape.vocabSize, i));
          const together = await backend.forward(
            prompts.map((tokens, i) => ({ sequence: open(i), tokens, want: 'last' as const })),
          );
          for (const [i, tokens] of prompts.entries()) {
            const sequence = open(i);
            if (cut > 0 && cut < tokens.length)
              await backend.forward([{ sequence, tokens: tokens.slice(0, cut), want: 'nothing' }]);
            const rest = cut < tokens.length ? tokens.slice(cut) : tokens;
            const [alone] = await backend.forward([{ sequence, tokens: rest, want: 'last' }]);
            expect(alone!.logits).toEqual(together[i]!.logits);
            cache.release(sequence);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('does not mind another backend at work', async () => {
    const [first, second] = [3, 4].map(seed => randomWeights(tinyShape, seed));
    const alone = await build(await start(precision), tinyShape, first!);
    const one = await build(await start(precision), tinyShape, first!);
    const other = await build(await start('f32'), tinyShape, second!);
    const [a, b, c] = [alone.cache.open(), one.cache.open(), other.cache.open()];
    for (const token of randomTokens(40, tinyShape.vocabSize, 5)) {
      const [expected] = await alone.forward([{ sequence: a, tokens: [token], want: 'last' }]);
      await other.forward([{ sequence: c, tokens: [token], want: 'last' }]);
      const [got] = await one.forward([{ sequence: b, tokens: [token], want: 'last' }]);
      expect(got).toEqual(expected);
    }
  });

  it('refuses a model of which rows are missing, out of order or unknown', async () => {
    const builder = await start(precision);
    await expect(builder.finish()).rejects.toMatchObject({ kind: 'model-file' });
    const name = 'model.norm.weight';
    const shape = [tinyShape.hiddenSize];
    const values = new Float32Array(tinyShape.hiddenSize);
    expect(() => builder.put({ name: 'other', shape, firstRow: 0, values })).toThrow('model folder');
    expect(() => builder.put({ name, shape, firstRow: 1, values })).toThrow('order');

    const almost = await start(precision);
    const weights = randomWeights(tinyShape, 6);
    for (const [each, extent] of expectedTensors(tinyShape)) {
      const all = weights.get(each);
      const width = extent.at(-1)!;
      const some = each === 'model.layers.1.mlp.down_proj.weight' ? all.subarray(0, all.length - width) : all;
      almost.put({ name: each, shape: extent, firstRow: 0, values: some });
    }
    await expect(almost.finish()).rejects.toThrow('down_proj');
  });
});

it('holds int8 weights in little more than a quarter of the bytes, and a tied embedding once', async () => {
  // Wide enough for scales and norms not to count.
  const config = { ...tinyShape, hiddenSize: 256, intermediateSize: 512, vocabSize: 64, layers: 1, qkvBias: false };
  const bytes = async (precision: 'f32' | 'int8', tiedEmbedding: boolean) => {
    const shape = { ...config, tiedEmbedding };
    return (await build(await start(precision, shape), shape, randomWeights(shape, 1))).weightBytes();
  };
  expect((await bytes('int8', false)) / (await bytes('f32', false))).toBeLessThan(0.3);
  const embedding = config.vocabSize * config.hiddenSize * 4;
  expect((await bytes('f32', false)) - (await bytes('f32', true))).toBe(embedding);
});

describe('half floats', () => {
  it('come back as they were, all of them', () => {
    const numbers = Array.from({ length: 65_536 }, (_, bits) => bits).filter(bits => !Number.isNaN(halfToNumber(bits)));
    expect(numbers.filter(bits => numberToHalf(halfToNumber(bits)) !== bits)).toEqual([]);
    expect(numbers.length).toBe(65_536 - 2 * 1023);
    expect(halfToNumber(numberToHalf(NaN))).toBeNaN();
  });

  it('are the nearest to any number, the even one in the middle', () =>
    fc.assert(
      fc.property(fc.float({ min: -65_504, max: 65_504, noNaN: true }), fc.boolean(), (wild, isSmall) => {
        const value = Math.fround(isSmall ? wild / 2 ** 28 : wild);
        const bits = numberToHalf(value);
        const error = Math.abs(halfToNumber(bits) - value);
        for (const other of [bits - 1, bits + 1]) {
          const distance = Math.abs(halfToNumber(other & 0xffff) - value);
          // The neighbour of a zero, and of the largest, may be anything.
          if (Number.isNaN(distance)) continue;
          expect(error).toBeLessThanOrEqual(distance);
          if (error === distance) expect(bits % 2).toBe(0);
        }
      }),
      { numRuns: 2000 },
    ));

  it('go to infinity where the nearest would be beyond the largest', () => {
    expect([65_519, 65_520, -1e30].map(value => halfToNumber(numberToHalf(value)))).toEqual([
      65_504,
      Infinity,
      -Infinity,
    ]);
  });
});
