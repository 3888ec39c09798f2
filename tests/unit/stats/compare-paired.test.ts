import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePaired, verdict } from '@/lib/stats/compare-paired';
import { holm } from '@/lib/stats/holm';
import { mcnemar } from '@/lib/stats/mcnemar';
import { newcombePaired, type PairedCounts } from '@/lib/stats/newcombe';

/** The same p in whole numbers: 2 x (sum of C(n, k), k <= min) over 2^n. Numbers hold it up to n = 1000. */
function inWholeNumbers(b: number, c: number): number {
  const n = BigInt(b + c);
  let term = 1n;
  let tail = 1n;
  for (let k = 1n; k <= BigInt(Math.min(b, c)); k++) {
    term = (term * (n - k + 1n)) / k;
    tail += term;
  }
  return Math.min(1, (2 * Number(tail)) / 2 ** (b + c));
}

describe("McNemar's exact test", () => {
  it.each([
    // By hand: 2 x (1 + 12 + 66) / 4096, 2 x (1 + 8) / 256, 2 / 32.
    [10, 2, 158 / 4096],
    [1, 7, 18 / 256],
    [5, 0, 2 / 32],
    [0, 0, 1],
    [1, 0, 1],
    [8, 8, 1],
    [3, 4, 1],
    // By SciPy 1.17.1, binomtest(b, b + c, 0.5).
    [12, 2, 0.012939453125],
    [121, 59, 4.4344492637551645e-6],
    [1500, 1400, 0.06598734966518463],
    [4000, 3700, 0.0006548582063047149],
  ])('%i against %i', (b, c, p) => {
    expect(Math.abs(mcnemar(b, c) / p - 1)).toBeLessThan(1e-12);
  });

  it('equals the sum in whole numbers, small p included, and knows no order', () => {
    fc.assert(
      fc.property(fc.nat(450), fc.nat(450), (b, c) => {
        expect(Math.abs(mcnemar(b, c) / inWholeNumbers(b, c) - 1)).toBeLessThan(1e-12);
        expect(mcnemar(b, c)).toBe(mcnemar(c, b));
      }),
    );
  });

  it('neither over- nor underflows before it must', () => {
    expect(mcnemar(0, 1000) / 2 ** -999).toBeCloseTo(1, 10);
    expect(mcnemar(0, 5000)).toBe(0);
    expect(mcnemar(50_000, 50_000)).toBe(1);
    expect(mcnemar(50_000, 50_001)).toBeCloseTo(1, 10);
  });

  it('finds a difference that is not there at most once in twenty', () => {
    for (let n = 1; n <= 120; n++) {
      let mass = 0;
      let probability = 2 ** -n;
      for (let b = 0; b <= n; b++) {
        if (mcnemar(b, n - b) <= 0.05) mass += probability;
        probability *= (n - b) / (b + 1);
      }
      expect(mass).toBeLessThanOrEqual(0.05);
    }
  });

  it.each([
    [-1, 2],
    [1.5, 2],
    [2, NaN],
  ])('refuses %d and %d', (b, c) => {
    expect(() => mcnemar(b, c)).toThrow(RangeError);
  });
});

describe("Newcombe's paired interval", () => {
  it('matches a published example', () => {
    // Cavo et al. 2012 in Fagerland, Lydersen and Laake, Statistical Analysis of Contingency Tables, 2017, chapter 8.
    const { low, high } = newcombePaired({ both: 59, onlyA: 6, onlyB: 16, neither: 80 });
    expect(low).toBeCloseTo(-0.1186, 4);
    expect(high).toBeCloseTo(-0.0046, 4);
  });

  it('holds the difference, lies within [-1, 1] and turns its sign with the systems', () => {
    const count = fc.nat(60);
    fc.assert(
      fc.property(count, count, count, count, (both, onlyA, onlyB, neither) => {
        const { low, high } = newcombePaired({ both, onlyA, onlyB, neither });
        const turned = newcombePaired({ both, onlyA: onlyB, onlyB: onlyA, neither });
        const n = both + onlyA + onlyB + neither;
        const difference = n === 0 ? 0 : (onlyA - onlyB) / n;
        expect(low).toBeLessThanOrEqual(difference + 1e-12);
        expect(high).toBeGreaterThanOrEqual(difference - 1e-12);
        expect(low).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(high).toBeLessThanOrEqual(1 + 1e-12);
        expect(turned.low).toBeCloseTo(-high, 12);
        expect(turned.high).toBeCloseTo(-low, 12);
      }),
    );
  });

  it.each([
    [0.5, 0.2, 0.1, 0.2],
    [0.25, 0.25, 0.25, 0.25],
    [0.8, 0.15, 0.03, 0.02],
    [0.1, 0.1, 0.02, 0.78],
  ])('holds the true difference about 95 times in 100 (shares %d, %d, %d, %d)', (...shares) => {
    // Exact: all tables of 25 items with their multinomial probability.
    const n = 25;
    const logFactorial = [0];
    for (let i = 1; i <= n; i++) logFactorial.push((logFactorial[i - 1] ?? 0) + Math.log(i));
    let held = 0;
    for (let both = 0; both <= n; both++) {
      for (let onlyA = 0; both + onlyA <= n; onlyA++) {
        for (let onlyB = 0; both + onlyA + onlyB <= n; onlyB++) {
          const table: PairedCounts = { both, onlyA, onlyB, neither: n - both - onlyA - onlyB };
          const { low, high } = newcombePaired(table);
          const truth = shares[1] - shares[2];
          if (low > truth || high < truth) continue;
          const log = Object.values(table).reduce(
            (total, count, cell) => total + count * Math.log(shares[cell] ?? 0) - (logFactorial[count] ?? 0),
            logFactorial[n] ?? 0,
          );
          held += Math.exp(log);
        }
      }
    }
    expect(held).toBeGreaterThan(0.94);
    expect(held).toBeLessThan(0.99);
  });
});

describe('two systems on the same items', () => {
  /** Answers that were right: a table spelled out. */
  const spelled = ({ both, onlyA, onlyB, neither }: PairedCounts): [boolean[], boolean[]] => {
    const item = (times: number, a: boolean, b: boolean) => Array<[boolean, boolean]>(times).fill([a, b]);
    const items = [
      ...item(both, true, true),
      ...item(onlyA, true, false),
      ...item(onlyB, false, true),
      ...item(neither, false, false),
    ];
    return [items.map(([a]) => a), items.map(([, b]) => b)];
  };

  it('says which is better, with what it rests on', () => {
    const [a, b] = spelled({ both: 30, onlyA: 12, onlyB: 2, neither: 6 });
    const better = comparePaired(a, b);
    expect(better).toMatchObject({ n: 50, onlyA: 12, onlyB: 2, difference: 0.2, verdict: 'a is better' });
    expect(better.p).toBeCloseTo(0.012939453125, 12);
    expect(better.interval.low).toBeGreaterThan(0);
    expect(comparePaired(b, a)).toMatchObject({ difference: -0.2, verdict: 'b is better', p: better.p });
  });

  it('lets the exact test decide where the interval just leaves out 0', () => {
    const result = comparePaired(...spelled({ both: 59, onlyA: 6, onlyB: 16, neither: 80 }));
    expect(result.interval.high).toBeLessThan(0);
    expect(result.p).toBeGreaterThan(0.05);
    expect(result.verdict).toBe('no evidence of a difference');
  });

  it('finds nothing between equals, on few items, or on none', () => {
    const none = 'no evidence of a difference';
    expect(comparePaired([true, false], [true, false])).toMatchObject({ onlyA: 0, onlyB: 0, p: 1, verdict: none });
    expect(comparePaired(Array(5).fill(true), Array(5).fill(false))).toMatchObject({
      difference: 1,
      p: 0.0625,
      verdict: none,
    });
    expect(comparePaired([], [])).toEqual({
      n: 0,
      onlyA: 0,
      onlyB: 0,
      difference: 0,
      interval: { low: -1, high: 1 },
      p: 1,
      verdict: none,
    });
  });

  it('does not depend on the order of the items', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.boolean())), items => {
        const compare = (pairs: [boolean, boolean][]) =>
          comparePaired(
            pairs.map(([a]) => a),
            pairs.map(([, b]) => b),
          );
        expect(compare([...items].reverse())).toEqual(compare(items));
      }),
    );
  });

  it('refuses items that are not pairs', () => {
    expect(() => comparePaired([true], [])).toThrow(RangeError);
  });
});

describe("Holm's correction", () => {
  const ps = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });

  it('matches an example by hand', () => {
    // Ascending 0.005, 0.01, 0.03, 0.04 times 4, 3, 2, 1 is 0.02, 0.03, 0.06, 0.04, and the last may not be below 0.06.
    const corrected = holm([0.01, 0.04, 0.03, 0.005]);
    [0.03, 0.06, 0.06, 0.02].forEach((p, i) => expect(corrected[i]).toBeCloseTo(p, 12));
    expect(holm([])).toEqual([]);
    expect(holm([0.03])).toEqual([0.03]);
    expect(holm([0.9, 0.8])).toEqual([1, 1]);
  });

  it('rejects what the step-down procedure rejects', () => {
    fc.assert(
      fc.property(ps, fc.double({ min: 0.01, max: 0.5, noNaN: true }), (values, level) => {
        const rejected = new Set<number>();
        for (const [rank, p] of [...values].sort((x, y) => x - y).entries()) {
          if (p * (values.length - rank) > level) break;
          rejected.add(p);
        }
        holm(values).forEach((p, i) => expect(p <= level).toBe(rejected.has(values[i] as number)));
      }),
    );
  });

  it('lies between the p itself and Bonferroni', () => {
    fc.assert(
      fc.property(ps, values => {
        holm(values).forEach((p, i) => {
          expect(p).toBeGreaterThanOrEqual(values[i] as number);
          expect(p).toBeLessThanOrEqual(Math.min(1, (values[i] as number) * values.length));
        });
      }),
    );
  });

  it('can take a verdict back', () => {
    const [corrected] = holm([0.02, 0.3, 0.6]);
    expect(verdict(0.1, 0.02)).toBe('a is better');
    expect(verdict(0.1, corrected ?? 0)).toBe('no evidence of a difference');
  });
});
