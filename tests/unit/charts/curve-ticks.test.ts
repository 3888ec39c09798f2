import { describe, expect, it } from 'vitest';
import { powersAround, stepsTo } from '@/components/charts/curve-ticks';

describe('the ticks of a logarithmic axis', () => {
  it.each([
    [
      [20, 3_000],
      [10, 100, 1_000, 10_000],
    ],
    [
      [100, 100],
      [100, 1_000],
    ],
    [[0.02], [0.01, 0.1]],
    [
      [0, 5],
      [1, 10],
    ],
    [[], [1, 10]],
  ])('around %j are %j', (values, ticks) => {
    expect(powersAround(values)).toHaveLength(ticks.length);
    powersAround(values).forEach((tick, at) => expect(tick).toBeCloseTo(ticks[at]!, 10));
  });
});

describe('the ticks of a linear axis', () => {
  it.each([
    [7, [0, 2, 4, 6, 8]],
    [4, [0, 1, 2, 3, 4]],
    [0, [0]],
    [42, [0, 10, 20, 30, 40, 50]],
    [250, [0, 50, 100, 150, 200, 250]],
  ])('up to %d are %j', (most, ticks) => {
    expect(stepsTo(most)).toEqual(ticks);
  });
});
