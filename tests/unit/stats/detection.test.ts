import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countDetections, type DetectionPair, f1, gMean, precision, recall } from '@/lib/stats/detection';

const pair = fc.record({ truth: fc.boolean(), predicted: fc.boolean() });
const cell = fc.oneof(fc.constant(0), fc.nat(200));
const counts = fc.record({ truePositives: cell, falsePositives: cell, trueNegatives: cell, falseNegatives: cell });

/** `times` items of one kind. */
const some = (times: number, truth: boolean, predicted: boolean): DetectionPair[] =>
  Array.from({ length: times }, () => ({ truth, predicted }));

const detection = (pairs: readonly DetectionPair[]) => {
  const counts = countDetections(pairs);
  return { counts, precision: precision(counts), recall: recall(counts), f1: f1(counts), gMean: gMean(counts) };
};

const harmonicMean = (p: number, r: number): number => (p + r === 0 ? 0 : (2 * p * r) / (p + r));

describe('the measures of a detector', () => {
  it('match values computed by hand', () => {
    // 6 found, 2 false alarms, 4 missed, 8 rightly left alone.
    const result = detection([
      ...some(6, true, true),
      ...some(2, false, true),
      ...some(4, true, false),
      ...some(8, false, false),
    ]);
    expect(result.counts).toEqual({ truePositives: 6, falsePositives: 2, trueNegatives: 8, falseNegatives: 4 });
    expect(result.precision).toBe(6 / 8);
    expect(result.recall).toBe(6 / 10);
    expect(result.f1).toBeCloseTo(2 / 3, 12); // 2 x 0.75 x 0.6 / 1.35
    expect(result.gMean).toBeCloseTo(Math.sqrt(0.45), 12);
  });

  it('are undefined, not zero, where they divide by nothing', () => {
    expect(detection([])).toMatchObject({ precision: null, recall: null, f1: null, gMean: null });
    const silent = detection([...some(3, true, false), ...some(3, false, false)]);
    expect(silent).toMatchObject({ precision: null, recall: 0, f1: 0, gMean: null });
    const nothingToFind = detection([...some(1, false, true), ...some(3, false, false)]);
    expect(nothingToFind).toMatchObject({ precision: 0, recall: null, f1: 0, gMean: null });
    const nothingAtAll = detection(some(3, false, false));
    expect(nothingAtAll).toMatchObject({ precision: null, recall: null, f1: null, gMean: null });
    expect(detection([...some(2, true, false), ...some(2, false, true)])).toMatchObject({ f1: 0, gMean: 0 });
  });

  it('count every item once, in whatever order', () => {
    fc.assert(
      fc.property(fc.array(pair), pairs => {
        const { truePositives, falsePositives, trueNegatives, falseNegatives } = countDetections(pairs);
        expect(truePositives + falsePositives + trueNegatives + falseNegatives).toBe(pairs.length);
        expect(truePositives + falseNegatives).toBe(pairs.filter(({ truth }) => truth).length);
        expect(truePositives + falsePositives).toBe(pairs.filter(({ predicted }) => predicted).length);
        expect(countDetections([...pairs].reverse())).toEqual(countDetections(pairs));
      }),
    );
  });

  it('agree with the means of precision and recall, and F1 never exceeds G-mean', () => {
    fc.assert(
      fc.property(counts, c => {
        const [p, r, f, g] = [precision(c), recall(c), f1(c), gMean(c)];
        for (const value of [p, r, f, g]) {
          if (value === null) continue;
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
        expect(g === null).toBe(p === null || r === null);
        if (p === null || r === null) return;
        expect(f).toBeCloseTo(harmonicMean(p, r), 12);
        expect(g).toBeCloseTo(Math.sqrt(p * r), 12);
        expect(f).toBeLessThanOrEqual((g ?? 0) + 1e-12);
      }),
    );
  });
});
