import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allPairs, pair } from '@/lib/evaluation/paired';
import { mcnemar } from '@/lib/stats/mcnemar';
import { signFlip, signFlipSteps } from '@/lib/stats/sign-flip';
import { trial } from './trials';

const column = (strategy: string, right: (boolean | null)[], repeat = 1) =>
  right.map((isRight, place) => trial({ problem: `${place}`, repeat, strategy, right: isRight }));

/** Every sign pattern, one by one. */
function byEnumeration(differences: number[]): number {
  const seen = Math.abs(differences.reduce((sum, difference) => sum + difference, 0));
  let extreme = 0;
  for (let pattern = 0; pattern < 2 ** differences.length; pattern++) {
    const sum = differences.reduce(
      (total, difference, place) => total + ((pattern >> place) & 1 ? -difference : difference),
      0,
    );
    if (Math.abs(sum) >= seen) extreme++;
  }
  return extreme / 2 ** differences.length;
}

describe('the sign-flip test', () => {
  it('is the share of all sign patterns that are at least as extreme', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -4, max: 4 }), { maxLength: 10 }), differences => {
        expect(signFlip(differences)).toBeCloseTo(byEnumeration(differences), 12);
      }),
    );
  });

  it('is McNemar\u2019s exact test where differences are -1, 0 and 1', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.nat(30), fc.nat(5), (b, c, ties) => {
        const differences = [...Array<number>(b).fill(1), ...Array<number>(c).fill(-1), ...Array<number>(ties).fill(0)];
        expect(signFlip(differences)).toBeCloseTo(mcnemar(b, c), 10);
      }),
    );
  });

  it('rests on its way where there are many items, so that a page goes on', () => {
    const differences = Array.from({ length: 4000 }, (_, at) => (at % 3 === 0 ? -2 : 1));
    const steps = signFlipSteps(differences);
    let rests = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) rests++;
    expect(step.value).toBe(signFlip(differences));
    expect(rests).toBeGreaterThan(5);
  });

  it('refuses what is no whole difference', () => {
    expect(() => signFlip([0.5])).toThrow(RangeError);
  });
});

describe('a paired comparison', () => {
  it('counts on the problems that both tried and that can be checked', () => {
    const a = column('a', [true, true, true, true, null, true]);
    const b = column('b', [true, false, false, true, true]);
    expect(pair(a, b)).toMatchObject({
      n: 4,
      onlyA: 2,
      onlyB: 0,
      difference: 0.5,
      method: 'mcnemar',
      p: mcnemar(2, 0),
    });
  });

  it('with repeats compares problems, not trials: many repeats of one problem are no evidence', () => {
    const repeats = Array.from({ length: 20 }, (_, place) => place + 1);
    const a = repeats.flatMap(repeat => column('a', [true], repeat));
    const b = repeats.flatMap(repeat => column('b', [false], repeat));
    expect(pair(a, b)).toMatchObject({ n: 1, trials: 20, difference: 1, p: 1, method: 'sign-flip' });
  });

  it('with repeats has means, a p by hand, and an interval around the difference', () => {
    const a = [...column('a', [true, true, true, false]), ...column('a', [true, true, false, false], 2)];
    const b = [...column('b', [false, false, true, false]), ...column('b', [false, true, false, false], 2)];
    // Leads 2, 1, 0, 0: of the four sign patterns, +3 and -3 are as extreme.
    const { interval, ...rest } = pair(a, b);
    expect(rest).toMatchObject({ n: 4, trials: 8, onlyA: 2, onlyB: 0, difference: 0.375, p: 0.5 });
    expect(interval.low).toBeGreaterThanOrEqual(0);
    expect(interval.high).toBeGreaterThan(0.375);
  });
});

describe('all pairs', () => {
  it('are corrected for their number, which can take the verdict back', () => {
    const right = (count: number) => Array.from({ length: 12 }, (_, place) => place < count);
    const columns = (ids: Record<string, number>) =>
      new Map(Object.entries(ids).map(([id, count]) => [id, column(id, right(count))]));
    const [alone] = allPairs(columns({ a: 12, b: 6 }));
    expect(alone).toMatchObject({ p: 0.03125, corrected: 0.03125, verdict: 'a is better' });
    const three = allPairs(columns({ a: 12, b: 6, c: 9 }));
    expect(three).toHaveLength(3);
    expect(three[0]).toMatchObject({
      a: 'a',
      b: 'b',
      p: 0.03125,
      corrected: 0.09375,
      verdict: 'no evidence of a difference',
    });
  });
});
