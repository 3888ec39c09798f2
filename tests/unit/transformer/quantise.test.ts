import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random } from '@/lib/core/random';
import type { CacheFormat, PageFormat } from '@/lib/transformer/cache/format';
import { formatPresets, pageBytes, pageFormatOf } from '@/lib/transformer/cache/format';
import { rotateHadamard } from '@/lib/transformer/cache/hadamard';
import { pageSlots } from '@/lib/transformer/cache/pages';
import { restorePage, storePage } from '@/lib/transformer/cache/quantise';
import { pageErrorBound } from '../../support/error-bound';
import { formats } from '../../support/formats';
import { largestDifference, rms } from '../../support/logits';

/** Roughly normal numbers. */
function noise(count: number, seed: number): Float32Array {
  const stream = random(seed);
  return Float32Array.from({ length: count }, () => 2 * (stream.next() + stream.next() + stream.next()) - 3);
}

const preset = (id: string): CacheFormat => formatPresets.find(one => one.id === id)!.format;
const both = (format: PageFormat, headDim: number, keys: Float32Array, values = keys) =>
  restorePage(format, headDim, storePage(format, headDim, keys, values));
const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, one, i) => sum + one * b[i]!, 0);

describe('a stored page', () => {
  it('stands for what was written, within the stated error, for heads of any size', () => {
    fc.assert(
      fc.property(
        formats,
        fc.integer({ min: 1, max: 40 }),
        fc.nat(),
        fc.double({ min: -3, max: 3, noNaN: true }),
        (format, half, seed, size) => {
          const headDim = 2 * half;
          const keys = noise(pageSlots * headDim, seed).map(one => one * 10 ** size);
          const values = noise(pageSlots * headDim, seed + 1).map(one => one * 10 ** size + 5);
          const got = both(format, headDim, keys, values);
          const bound = pageErrorBound(format, headDim, keys, values);
          const rounding = 1e-6 * (1 + rms(keys) * headDim);
          expect(largestDifference(got.keys, keys)).toBeLessThanOrEqual(bound.keys + rounding);
          expect(largestDifference(got.values, values)).toBeLessThanOrEqual(bound.values + 1e-6 * rms(values));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('stays as it is when symmetric codes along tokens are stored again', () => {
    for (const id of ['q8_0', 'q4_0', 'f16']) {
      const once = both(preset(id), 32, noise(512, 3), noise(512, 4));
      const twice = both(preset(id), 32, once.keys, once.values);
      expect(largestDifference(twice.keys, once.keys)).toBeLessThan(1e-6);
      expect(largestDifference(twice.values, once.values)).toBeLessThan(1e-6);
    }
  });

  it('has the codes of llama.cpp: q8_0 maps the largest magnitude to 127, q4_0 to -8', () => {
    const keys = new Float32Array(pageSlots * 4);
    keys.set([1, -0.4, 0.25, 0]);
    const codes = (id: string) => [...storePage(preset(id), 4, keys, keys).keys.codes.slice(0, 4)];
    expect(codes('q8_0')).toEqual([127, -51, 32, 0]);
    expect(codes('q4_0')).toEqual([-8, 3, -2, 0]);
  });

  it('keeps numbers beyond half precision finite', () => {
    for (const { format } of formatPresets) {
      const { keys } = both(format, 8, new Float32Array(pageSlots * 8).fill(1e30));
      expect(keys.every(Number.isFinite)).toBe(true);
    }
  });
});

describe('bytes', () => {
  // K and V of one slot of 128 dimensions: 32 values and a two-byte scale are 34 bytes in q8_0, 18 in q4_0.
  it.each([
    ['f16', 512],
    ['q8_0', 272],
    ['q4_0', 144],
  ])('of a slot in %s are %d', (id, bytes) => {
    expect(pageBytes(preset(id), 128) / pageSlots).toBe(bytes);
  });

  it('of keys along channels are those of two numbers for every 16 codes', () => {
    const { keys, values, rotateKeys } = preset('kivi-4');
    const wide = { keys, values: { ...values, bits: 32 as const }, rotateKeys };
    expect(pageBytes(wide, 128)).toBe((16 * 128) / 2 + 128 * 4 + 16 * 128 * 4);
  });

  it('are those of float32 in the layers that stay full', () => {
    const format = { ...preset('q8_0'), fullLayers: { first: 1, last: 2 } };
    expect([0, 1, 2, 3, 4, 5].map(layer => pageFormatOf(format, layer, 6) !== null)).toEqual([false, true, true, true, false, false]); // prettier-ignore
    expect(pageBytes(null, 32)).toBe(2 * 16 * 32 * 4);
  });
});

describe('the Hadamard rotation', () => {
  it('leaves q.k unchanged, and undoes itself, for heads of any size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 }), fc.nat(), (half, seed) => {
        const [q, k] = [noise(2 * half, seed), noise(2 * half, seed + 1)];
        const [turnedQ, turnedK] = [q.slice(), k.slice()];
        rotateHadamard(turnedQ, 0, 2 * half);
        rotateHadamard(turnedK, 0, 2 * half);
        expect(Math.abs(dot(turnedQ, turnedK) - dot(q, k))).toBeLessThan(
          1e-5 * Math.sqrt(dot(q, q) * dot(k, k)) + 1e-9,
        );
        rotateHadamard(turnedK, 0, 2 * half);
        expect(largestDifference(turnedK, k)).toBeLessThan(1e-5);
      }),
      { numRuns: 300 },
    );
  });

  it('is the Walsh-Hadamard matrix for a power of two, and spreads one channel over all', () => {
    const x = new Float32Array(8);
    x[5] = 1;
    rotateHadamard(x, 0, 8);
    const signs = [1, -1, 1, -1, -1, 1, -1, 1];
    expect(
      largestDifference(
        x,
        Float32Array.from(signs, sign => sign / Math.sqrt(8)),
      ),
    ).toBeLessThan(1e-6);
  });
});

describe('keys with outlier channels', () => {
  /** Root mean square error of q.k, for a few channels whose values are far from zero in every key. */
  const scoreError = (format: PageFormat, seed: number) => {
    const headDim = 64;
    const keys = noise(pageSlots * headDim, seed);
    for (const [i, channel] of [3, 17, 40].entries())
      for (let slot = 0; slot < pageSlots; slot++) keys[slot * headDim + channel]! += 60 * (i % 2 ? -1 : 1);
    const { keys: got } = both(format, headDim, keys);
    const queries = Array.from({ length: 50 }, (_, i) => noise(headDim, seed + 1 + i));
    const errors = queries.flatMap(query =>
      Array.from({ length: pageSlots }, (_, slot) => {
        const at = (x: Float32Array) => dot(query, x.subarray(slot * headDim, (slot + 1) * headDim));
        return at(got) - at(keys);
      }),
    );
    return rms(Float32Array.from(errors));
  };
  const asymmetric = (bits: 8 | 4, scales: 'token' | 'channel', rotateKeys = false): PageFormat => ({
    keys: { bits, symmetric: false, scales },
    values: { bits, symmetric: false },
    rotateKeys,
  });

  it('are stored ten times as exactly along channels as along tokens', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(8 as const, 4 as const), (seed, bits) => {
        const along = (scales: 'token' | 'channel') => scoreError(asymmetric(bits, scales), seed);
        expect(along('token') / along('channel')).toBeGreaterThan(10);
      }),
      { numRuns: 30 },
    );
  });

  it('are stored more exactly along tokens after a rotation', () => {
    expect(scoreError(asymmetric(4, 'token', true), 1)).toBeLessThan(scoreError(asymmetric(4, 'token'), 1) / 2);
  });
});
