import { describe, expect, it } from 'vitest';
import { accuracyRows } from '@/components/charts/accuracy-rows';
import { percent, quantity, withUnit } from '@/components/charts/series';

describe('numbers on charts', () => {
  it('show per cents without hiding a difference from 0 and 100', () => {
    const shown = [0, 0.45, 0.995, 1, 1 / 3].map(percent).map(text => text.replace('\u202f', ' '));
    expect(shown).toEqual(['0 %', '45 %', '99.5 %', '100 %', '33.3 %']);
  });

  it('keep three significant digits', () => {
    expect([0.0314159, 1.9641, 31, 1234.5].map(quantity)).toEqual(['0.0314', '1.96', '31', '1,235']);
    expect([withUnit(1, 'calls'), withUnit(31, 'calls'), withUnit(1, 's')]).toEqual(['1 call', '31 calls', '1 s']);
  });
});

describe('points of several series at the same place', () => {
  const point = (x: number) => ({ x, value: 0.5, low: 0.3, high: 0.7, n: 20 });
  const series = ['a', 'b', 'c'].map((id, color) => ({ id, label: id, color, points: [point(2), point(3)] }));

  it('stand apart, in order, nearer to their own x than to the next', () => {
    const rows = accuracyRows(series);
    expect(rows.map(row => `${row.series.id}${row.x}`)).toEqual(['a2', 'b2', 'c2', 'a3', 'b3', 'c3']);
    for (const row of rows) expect(Math.abs(row.at - row.x)).toBeLessThan(0.4);
    expect(new Set(rows.map(row => row.at)).size).toBe(rows.length);
  });

  it('carry their interval as distances from the value, in per cent', () => {
    const [row] = accuracyRows(series);
    expect(row?.value).toBe(50);
    expect(row?.error.map(Math.round)).toEqual([20, 20]);
  });
});
