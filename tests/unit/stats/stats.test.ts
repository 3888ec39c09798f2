import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance } from '@/lib/stats/edit-distance';
import { wilson } from '@/lib/stats/wilson';

describe('the Wilson interval', () => {
  it('matches values computed by hand', () => {
    // 8 of 10: centre (0.8 + 1.9207/10) / 1.38415, half 1.96/1.38415 * sqrt(0.016 + 0.0096036)
    const { low, high } = wilson(8, 10);
    expect(low).toBeCloseTo(0.4902, 4);
    expect(high).toBeCloseTo(0.9433, 4);
  });

  it('keeps an honest width at 0 % and 100 %', () => {
    expect(wilson(0, 20).low).toBe(0);
    expect(wilson(0, 20).high).toBeCloseTo(0.1611, 4);
    expect(wilson(20, 20).high).toBe(1);
    expect(wilson(0, 0)).toEqual({ share: 0, low: 0, high: 1 });
  });

  it('holds the share and narrows with more trials', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (trials, raw) => {
        const successes = Math.min(raw, trials);
        const small = wilson(successes, trials);
        const large = wilson(successes * 10, trials * 10);
        expect(small.low).toBeLessThanOrEqual(small.share + 1e-12);
        expect(small.high).toBeGreaterThanOrEqual(small.share - 1e-12);
        expect(large.high - large.low).toBeLessThan(small.high - small.low);
      }),
    );
  });
});

describe('edit distance', () => {
  it.each([
    ['', '', 0],
    ['', '123', 3],
    ['4420857', '4420857', 0],
    ['4420857', '442085', 1],
    ['kitten', 'sitting', 3],
    ['123', '321', 2],
  ])('%s to %s is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  it('is symmetric and at most the longer length', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});
