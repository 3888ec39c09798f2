import { describe, expect, it } from 'vitest';
import { costs, logTicks, paretoOf, qualities, roundTicks } from '@/lib/panels/kv-cache/report/pareto';
import type { SweepRow } from '@/lib/panels/kv-cache/report/sweep';

const interval = (value: number | null) => ({
  ...{ value, low: value, high: value },
  ...{ confidence: 0.95, resamples: 1, undefinedResamples: 0 },
});
const row = (policy: string, budget: number, changes: Partial<SweepRow> = {}): SweepRow =>
  ({
    ...{ policy, budget, texts: 2, failed: [], scored: 10, agreed: 5, judged: null, ratio: budget, pagesUnmoved: 1 },
    ...{ bytes: 1000 / budget, slotsRead: 100 / budget, kl: interval(budget / 10), perplexity: interval(budget) },
    ...changes,
  }) as SweepRow;
const [kl, perplexity, agreement, right] = qualities;
const [bytes, reads] = costs;

describe('quality over cost', () => {
  it('makes a series of each policy, from the cheapest budget on', () => {
    const [a, b] = paretoOf([row('a', 2), row('a', 8), row('b', 2)], bytes!, kl!);
    expect(a!.points.map(({ x, estimate }) => [x, estimate.value])).toEqual([
      [125, 0.8],
      [500, 0.2],
    ]);
    expect(b!.policy).toBe('b');
    expect(paretoOf([row('a', 4)], reads!, perplexity!)[0]!.points[0]).toMatchObject({ x: 25, estimate: { value: 4 } });
  });

  it('draws nothing that was not measured, or that no logarithm has', () => {
    expect(paretoOf([row('full', 2, { kl: interval(0) })], bytes!, kl!)).toEqual([]);
    expect(paretoOf([row('full', 2, { kl: interval(null) })], bytes!, kl!)).toEqual([]);
    expect(paretoOf([row('a', 2, { texts: 0 })], bytes!, agreement!)).toEqual([]);
    expect(paretoOf([row('a', 2)], bytes!, right!)).toEqual([]);
    const judged = { right: 1, of: 4, low: 0.05, high: 0.7 } as SweepRow['judged'];
    expect(paretoOf([row('a', 2, { judged })], bytes!, right!)[0]!.points[0]!.estimate.value).toBe(0.25);
    expect(paretoOf([row('a', 2, { agreed: 0 })], bytes!, agreement!)[0]!.points[0]!.estimate.value).toBe(0);
  });

  it('has round ticks that reach every value', () => {
    expect(roundTicks(93_000)).toEqual([0, 20_000, 40_000, 60_000, 80_000, 100_000]);
    expect(roundTicks(0)).toEqual(roundTicks(1));
    for (const most of [0.03, 1, 7, 49, 50, 51, 1e6]) expect(roundTicks(most).at(-1)!).toBeGreaterThanOrEqual(most);
  });

  it('has ticks on a logarithmic axis that hold every value', () => {
    expect(logTicks([1.7, 5.8])).toEqual([1, 2, 5, 10]);
    expect(logTicks([0.003, 40])).toEqual([0.001, 0.01, 0.1, 1, 10, 100]);
    expect(logTicks([0, -1])).toEqual([1, 10]);
    for (const values of [[1], [2], [0.05, 0.9], [3, 900], [1, 1.01]]) {
      const ticks = logTicks(values);
      expect(ticks.length).toBeGreaterThan(1);
      expect(ticks[0]!).toBeLessThanOrEqual(Math.min(...values));
      expect(ticks.at(-1)!).toBeGreaterThanOrEqual(Math.max(...values));
    }
  });
});
