import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random } from '@/lib/core/random';
import { atOnce } from '@/lib/core/steps';
import { bootstrap, bootstrapDifferenceSteps } from '@/lib/stats/bootstrap';
import { countDetections, type DetectionPair, f1, gMean } from '@/lib/stats/detection';
import { wilson } from '@/lib/stats/wilson';

const bootstrapDifference = <T>(...given: Parameters<typeof bootstrapDifferenceSteps<T>>) =>
  atOnce(bootstrapDifferenceSteps(...given));

const mean = (items: readonly number[]) =>
  items.length ? items.reduce((total, item) => total + item, 0) / items.length : null;
const f1Of = (pairs: readonly DetectionPair[]) => f1(countDetections(pairs));

const pair = fc.record({ truth: fc.boolean(), predicted: fc.boolean() });

describe('the percentile bootstrap', () => {
  it('takes the quantiles of the resamples', () => {
    // Of two items the mean is 0 or 1 in a quarter of the resamples each: 95 % reach from 0 to 1, 40 % only hold the 0.5 between.
    expect(bootstrap([0, 1], mean, { seed: 1 })).toEqual({
      value: 0.5,
      low: 0,
      high: 1,
      confidence: 0.95,
      resamples: 2000,
      undefinedResamples: 0,
    });
    expect(bootstrap([0, 1], mean, { seed: 1, confidence: 0.4 })).toMatchObject({ low: 0.5, high: 0.5 });
  });

  it('is as wide as a closed interval where there is one', () => {
    const items = Array.from({ length: 400 }, (_, i) => (i < 300 ? 1 : 0));
    const { low, high } = bootstrap(items, mean, { seed: 7 });
    const closed = wilson(300, 400);
    expect(low).not.toBeNull();
    expect(Math.abs((low ?? 0) - closed.low)).toBeLessThan(0.006);
    expect(Math.abs((high ?? 0) - closed.high)).toBeLessThan(0.006);
  });

  it('holds the true mean about as often as it says', () => {
    const chance = random(20);
    const rounds = 200;
    let held = 0;
    for (let round = 0; round < rounds; round++) {
      const items = Array.from({ length: 60 }, () => chance.next());
      const { low, high } = bootstrap(items, mean, { seed: round, resamples: 300 });
      if ((low ?? 1) <= 0.5 && 0.5 <= (high ?? 0)) held++;
    }
    expect(held / rounds).toBeGreaterThan(0.89);
    expect(held / rounds).toBeLessThan(0.99);
  });

  it('says the same for the same seed, and something else for another', () => {
    const items = Array.from({ length: 30 }, (_, i) => Math.sqrt(i));
    expect(bootstrap(items, mean, { seed: 3 })).toEqual(bootstrap(items, mean, { seed: 3 }));
    expect(bootstrap(items, mean, { seed: 3 }).low).not.toBe(bootstrap(items, mean, { seed: 4 }).low);
  });

  it('stays within [0, 1], in order, for F1 and G-mean of any items', () => {
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 30 }), fc.integer(), (pairs, seed) => {
        for (const statistic of [f1Of, (items: readonly DetectionPair[]) => gMean(countDetections(items))]) {
          const { value, low, high } = bootstrap(pairs, statistic, { seed, resamples: 50 });
          expect(value).toBe(statistic(pairs));
          expect(low === null).toBe(high === null);
          if (value === null) expect(low).toBeNull();
          if (low === null || high === null) continue;
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeGreaterThanOrEqual(low);
          expect(high).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('counts the resamples on which the figure is undefined, and leaves them out', () => {
    // G-mean is undefined where the one flagged item is not drawn: (9/10)^10 = 35 % of the resamples.
    const pairs = Array.from({ length: 10 }, (_, i) => ({ truth: true, predicted: i === 0 }));
    const result = bootstrap(pairs, items => gMean(countDetections(items)), { seed: 5 });
    expect(result.undefinedResamples / 2000).toBeCloseTo(0.349, 1);
    expect(result.low).toBeCloseTo(Math.sqrt(0.1), 12);
  });

  it('has no interval where there is no figure', () => {
    expect(bootstrap([], mean, { seed: 1 })).toMatchObject({ value: null, low: null, high: null });
    expect(bootstrap([], () => 4, { seed: 1 })).toMatchObject({ value: 4, low: null, high: null });
    let asked = 0;
    const onlyOnce = () => (asked++ === 0 ? 4 : null);
    expect(bootstrap([1], onlyOnce, { seed: 1 })).toMatchObject({ value: 4, low: null, undefinedResamples: 2000 });
  });

  it('leaves its items alone', () => {
    const items = Object.freeze([3, 1, 2]);
    bootstrap(items, mean, { seed: 1, resamples: 20 });
    expect(items).toEqual([3, 1, 2]);
  });

  it.each([{ resamples: 0 }, { resamples: 1.5 }, { confidence: 0 }, { confidence: 1 }, { confidence: NaN }])(
    'refuses %o',
    wrong => {
      expect(() => bootstrap([1], mean, { seed: 1, ...wrong })).toThrow(RangeError);
    },
  );
});

describe('the paired bootstrap of a difference', () => {
  it('is exactly 0 for a system beside itself, which it would not be if the items were drawn apart', () => {
    const items = Array.from({ length: 20 }, (_, i) => i);
    expect(bootstrapDifference(items, items, mean, { seed: 9 })).toMatchObject({ value: 0, low: 0, high: 0 });
  });

  it('keeps a constant lead constant', () => {
    const b = Array.from({ length: 20 }, (_, i) => i);
    const { value, low, high } = bootstrapDifference(
      b.map(x => x + 2),
      b,
      mean,
      { seed: 9 },
    );
    for (const figure of [value, low, high]) expect(figure).toBeCloseTo(2, 10);
  });

  it('turns its sign with the systems', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(pair, fc.boolean()), { minLength: 1, maxLength: 20 }),
        fc.integer(),
        (drawn, seed) => {
          const a = drawn.map(([item]) => item);
          const b = drawn.map(([{ truth }, predicted]) => ({ truth, predicted }));
          const one = bootstrapDifference(a, b, f1Of, { seed, resamples: 50 });
          const other = bootstrapDifference(b, a, f1Of, { seed, resamples: 50 });
          expect(one.undefinedResamples).toBe(other.undefinedResamples);
          expect(one.low === null).toBe(other.low === null);
          if (one.low === null || one.high === null) return;
          expect(one.low).toBeCloseTo(-(other.high ?? NaN), 12);
          expect(one.high).toBeCloseTo(-(other.low ?? NaN), 12);
        },
      ),
    );
  });

  it('refuses items that are not pairs', () => {
    expect(() => bootstrapDifference([1, 2], [1], mean, { seed: 1 })).toThrow(RangeError);
  });
});
