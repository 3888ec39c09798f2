import { readFileSync } from 'node:fs';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { percent } from '@/components/charts/series';
import { readingOf } from '@/components/divide-and-conquer/benchmark/reading';
import { RecordedComparison } from '@/components/divide-and-conquer/benchmark/recorded-comparison';
import {
  accuracyOf,
  byStrategy,
  costOf,
  costSeriesOf,
  countOf,
} from '@/components/divide-and-conquer/benchmark/series';
import { titleOf } from '@/components/divide-and-conquer/benchmark/title';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import { findStrategy, registry } from '@/lib/panels/divide-and-conquer/registry';
import { parseSummary, type SummaryRow } from '@/lib/panels/divide-and-conquer/summary';
import { wilson } from '@/lib/stats/wilson';

const row = (strategy: string, size: number, correct: number, rest: Partial<SummaryRow> = {}): SummaryRow => ({
  strategy,
  size,
  n: 100,
  correct,
  calls: 100,
  promptTokens: 2000,
  completionTokens: 500,
  ...rest,
});

const [io, cot, sc, dac] = ['io', 'cot', 'cot-sc', 'divide-and-conquer'].map(id => findStrategy(id)?.title);

describe('how to read the comparison', () => {
  it('says who is first at the largest size, up to where each gets, and what that costs', () => {
    const rows = [
      row('io', 1, 100),
      row('io', 2, 20),
      row('io', 3, 0),
      row('cot', 1, 99),
      row('cot', 2, 80),
      row('cot', 3, 30),
      row('divide-and-conquer', 1, 100),
      row('divide-and-conquer', 2, 97, { calls: 700 }),
      row('divide-and-conquer', 3, 90, { calls: 1900, promptTokens: 90_000, completionTokens: 40_000 }),
    ];
    expect(readingOf(rows, 'digits')).toEqual([
      `At 3 digits, ${dac} is right on 90 of 100 problems and ${cot}, the next best, on 30 of 100; their intervals do not overlap.`,
      `Right on at least half of the problems: ${io} up to 1 digit; ${cot} up to 2 digits; ${dac} up to 3 digits.`,
      `At 3 digits, ${dac} takes 19 calls and 1,300 tokens per problem, ${io} 1 call and 25 tokens.`,
    ]);
  });

  it('follows the rows wherever they lead: dividing may lose, tie, or be no better than chance tells', () => {
    const [lost] = readingOf([row('io', 4, 60), row('divide-and-conquer', 4, 50)], 'digits');
    expect(lost).toBe(
      `At 4 digits, ${io} is right on 60 of 100 problems and ${dac}, the next best, on 50 of 100; their intervals overlap.`,
    );
    const [tied, never] = readingOf([row('io', 4, 0), row('cot', 4, 0)], 'digits');
    expect(tied).toBe(`At 4 digits, ${io} and ${cot} are each right on 0 of 100 problems.`);
    expect(never).toBe(`Right on at least half of the problems: ${io} and ${cot} at no size.`);
  });

  it('does not call a size reached that lies behind a gap', () => {
    const rows = [row('io', 1, 90), row('io', 2, 40), row('io', 3, 60)];
    expect(readingOf(rows, 'digits')[1]).toBe(`Right on at least half of the problems: ${io} up to 1 digit.`);
  });

  it('tells what the costliest takes too, where that is neither the best nor the cheapest', () => {
    const rows = [
      row('io', 2, 1),
      row('cot', 2, 97, { completionTokens: 9500 }),
      row('divide-and-conquer', 2, 94, { calls: 700 }),
    ];
    expect(readingOf(rows, 'digits')[2]).toBe(
      `At 2 digits, ${cot} takes 1 call and 115 tokens per problem, ${io} 1 call and 25 tokens, ${dac} 7 calls and 25 tokens.`,
    );
  });

  it('says nothing without rows, and nothing of tokens that were not counted', () => {
    expect(readingOf([], 'digits')).toEqual([]);
    const rows = [row('io', 2, 1), row('cot-sc', 2, 9, { calls: 500, promptTokens: null })];
    expect(readingOf(rows, 'digits')[2]).toBe(
      `At 2 digits, ${sc} takes 5 calls per problem, ${io} 1 call and 25 tokens.`,
    );
  });
});

describe('the series of the comparison', () => {
  it('keep the colours of the registry and carry Wilson intervals', () => {
    const [series] = accuracyOf([row('least-to-most', 5, 40), row('least-to-most', 2, 90)]);
    expect(series?.color).toBe(registry.strategies.findIndex(({ id }) => id === 'least-to-most'));
    expect(series?.points.map(({ x }) => x)).toEqual([2, 5]);
    const { share, low, high } = wilson(90, 100);
    expect(series?.points[0]).toEqual({ x: 2, value: share, low, high, n: 100 });
  });

  it('cost is a mean over problems, and null where it was not counted', () => {
    expect(costOf(row('io', 1, 1, { calls: 700 }), 'calls')).toBe(7);
    expect(costOf(row('io', 1, 1), 'tokens')).toBe(25);
    expect(costOf(row('io', 1, 1, { completionTokens: null }), 'tokens')).toBeNull();
    const rows = [row('io', 2, 1, { calls: 700 }), row('io', 1, 1), row('cot', 1, 1, { calls: 300 })];
    expect(costSeriesOf(byStrategy(rows), 'calls').map(({ id, color, points }) => ({ id, color, points }))).toEqual([
      {
        id: 'io',
        color: 0,
        points: [
          { x: 1, value: 1 },
          { x: 2, value: 7 },
        ],
      },
      { id: 'cot', color: 1, points: [{ x: 1, value: 3 }] },
    ]);
  });
});

describe('the comparison that comes with the site', () => {
  const text = readFileSync('public/experiments/multiplication-by-digits.json', 'utf8');
  const summary = parseSummary(text, divideAndConquerPanel);
  const html = renderToStaticMarkup(createElement(RecordedComparison, { summary }));

  it('names in its heading the task and the model that were measured', () => {
    expect(titleOf(summary)).toBe('Long multiplication by Loupe Arithmetic: how far does each strategy get?');
    const other = { ...summary.experiment, model: { engine: 'endpoint' as const, model: 'Qwen/Qwen3-8B' } };
    other.settings = { ...other.settings, task: 'addition' };
    expect(titleOf({ experiment: other })).toBe('Long addition by Qwen/Qwen3-8B: how far does each strategy get?');
    expect(html).toContain(titleOf(summary));
  });

  it('says n, what the error bars are, and gives the interval of every point in a table', () => {
    expect(html).toContain(`n = ${countOf(summary.rows)} problems at each point`);
    expect(html).toContain('Wilson interval');
    const { low, high } = wilson(94, 100);
    expect(html).toContain(`${percent(low)} to ${percent(high)}`);
  });

  it('says the range of n where the points differ', () => {
    expect(countOf([row('io', 1, 1), row('io', 2, 1)])).toBe('100');
    expect(countOf([row('io', 1, 1), row('io', 2, 1, { n: 80 })])).toBe('80 to 100');
  });
});
