import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auroc } from '@/lib/stats/auroc';
import type { Judgement } from '@/lib/stats/calibration';
import { binsByValue, brier, expectedCalibrationError } from '@/lib/stats/calibration';
import { crossFit, fitIsotonic } from '@/lib/stats/isotonic';
import { wilson } from '@/lib/stats/wilson';
import { riskCoverage } from '../../support/risk-coverage';

/** `right` of `n` judgements of one confidence. */
const some = (confidence: number, right: number, n: number): Judgement[] =>
  Array.from({ length: n }, (_, i) => ({ confidence, right: i < right }));

const judgement = fc.record({ confidence: fc.integer({ min: 0, max: 8 }).map(n => n / 8), right: fc.boolean() });
const judgements = fc.array(judgement, { maxLength: 40 });

describe('reliability', () => {
  const mixed = [...some(0.25, 1, 4), ...some(0.75, 1, 2), ...some(1, 3, 4)];

  it('has a bin for each confidence, with counts and an interval', () => {
    expect(binsByValue(mixed)).toEqual([
      { confidence: 0.25, n: 4, right: 1, accuracy: wilson(1, 4) },
      { confidence: 0.75, n: 2, right: 1, accuracy: wilson(1, 2) },
      { confidence: 1, n: 4, right: 3, accuracy: wilson(3, 4) },
    ]);
  });

  it('is summed up by ECE and Brier score', () => {
    expect(expectedCalibrationError(binsByValue(mixed))).toBeCloseTo((2 * 0.25 + 4 * 0.25) / 10, 12);
    const one = { confidence: 0.65, n: 10, right: 5, accuracy: wilson(5, 10) };
    expect(expectedCalibrationError([one])).toBeCloseTo(Math.abs(0.5 - 6.5 / 10), 12);
    const squares = 0.75 ** 2 + 3 * 0.25 ** 2 + 0.25 ** 2 + 0.75 ** 2 + 1;
    expect(brier(mixed)).toBeCloseTo(squares / 10, 12);
  });

  it('is unknown without judgements', () => {
    expect([expectedCalibrationError([]), expectedCalibrationError(binsByValue([])), brier([]), auroc([])]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(riskCoverage([])).toEqual([]);
  });
});

describe('AUROC', () => {
  it('is the proportion of pairs that are ordered rightly, ties half', () => {
    fc.assert(
      fc.property(judgements, list => {
        const right = list.filter(one => one.right);
        const wrong = list.filter(one => !one.right);
        const wins = right.flatMap(a => wrong.map(b => (Math.sign(a.confidence - b.confidence) + 1) / 2));
        const expected = wins.length === 0 ? null : wins.reduce((sum, win) => sum + win, 0) / wins.length;
        if (expected === null) expect(auroc(list)).toBeNull();
        else expect(auroc(list)).toBeCloseTo(expected, 12);
      }),
    );
  });
});

describe('risk and coverage', () => {
  it('go from the surest answers to all of them, equal ones together', () => {
    expect(riskCoverage([...some(0.5, 1, 2), ...some(1, 3, 3), ...some(0.2, 0, 1)])).toEqual([
      { threshold: 1, n: 3, coverage: 0.5, risk: 0 },
      { threshold: 0.5, n: 5, coverage: 5 / 6, risk: 1 / 5 },
      { threshold: 0.2, n: 6, coverage: 1, risk: 2 / 6 },
    ]);
  });
});

describe('isotonic recalibration', () => {
  it('pools neighbours that are in the wrong order', () => {
    const map = fitIsotonic([...some(0.2, 0, 2), ...some(0.4, 2, 4), ...some(0.6, 1, 4), ...some(1, 4, 4)]);
    expect([0, 0.2, 0.4, 0.6, 1].map(map)).toEqual([0, 0, 3 / 8, 3 / 8, 1]);
    expect(map(0.8)).toBeCloseTo((3 / 8 + 1) / 2, 12);
    expect(map(0.3)).toBeCloseTo(3 / 16, 12);
    expect(() => fitIsotonic([])).toThrow(RangeError);
  });

  it('never decreases, keeps the number right, and is at least as good by Brier score where it was fitted', () => {
    fc.assert(
      fc.property(fc.array(judgement, { minLength: 1, maxLength: 40 }), list => {
        const map = fitIsotonic(list);
        const grid = Array.from({ length: 41 }, (_, i) => map(i / 40));
        grid.slice(1).forEach((y, i) => expect(y).toBeGreaterThanOrEqual((grid[i] ?? 0) - 1e-12));
        const mapped = list.map(one => ({ ...one, confidence: map(one.confidence) }));
        const sum = mapped.reduce((total, one) => total + one.confidence, 0);
        expect(sum).toBeCloseTo(list.filter(one => one.right).length, 9);
        expect(brier(mapped) ?? 1).toBeLessThanOrEqual((brier(list) ?? 0) + 1e-12);
      }),
    );
  });

  it('is fitted on other groups than those it is used on', () => {
    const list = ['a', 'b'].flatMap(group => some(0.5, group === 'a' ? 4 : 0, 4).map(one => ({ ...one, group })));
    const fitted = crossFit(list, one => one.group, 3);
    expect(fitted?.map(({ group, confidence }) => [group, confidence])).toEqual(
      list.map(({ group }) => [group, group === 'a' ? 0 : 1]),
    );
    expect(crossFit(list.slice(0, 4), one => one.group, 3)).toBeNull();
  });
});
