import fc from 'fast-check';
import { expect, it } from 'vitest';
import { groupsOf, type IntervalRow, scaleOf } from '@/components/charts/interval-row';

const row = (value: number | null, low = value, high = value, group?: string): IntervalRow => ({
  ...{ id: 'x', label: 'x', color: 0, value, low, high },
  ...(group !== undefined && { group }),
});

it('has few round ticks around all intervals', () => {
  expect(scaleOf([row(62, 55.1, 68.2), row(34.5, 30, 40)], false)).toEqual({
    low: 30,
    high: 70,
    ticks: [30, 40, 50, 60, 70],
  });
  expect(scaleOf([row(12, 4, 19)], true).ticks).toEqual([0, 5, 10, 15, 20]);
  expect(scaleOf([row(null)], false).ticks).toEqual([0, 50, 100]);
});

it('holds every number, for any numbers', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1 }),
      fc.boolean(),
      (values, hasZero) => {
        const { low, high, ticks } = scaleOf(
          values.map(value => row(value)),
          hasZero,
        );
        expect(low).toBeLessThan(high);
        for (const value of [...values, ...(hasZero ? [0] : [])]) {
          expect(value).toBeGreaterThanOrEqual(low);
          expect(value).toBeLessThanOrEqual(high);
        }
        expect(ticks.length).toBeLessThanOrEqual(7);
      },
    ),
  );
});

it('holds a number whose quotient is rounded to a whole number', () => {
  expect(scaleOf([row(-5e-324), row(4.000000000000001)], false).low).toBeLessThan(0);
});

it('puts rows below their headings in the order in which they come', () => {
  const groups = groupsOf([row(1, 1, 1, 'a'), row(2, 2, 2, 'a'), row(3, 3, 3, 'b')]);
  expect(groups.map(({ group, rows }) => [group, rows.length])).toEqual([
    ['a', 2],
    ['b', 1],
  ]);
});
