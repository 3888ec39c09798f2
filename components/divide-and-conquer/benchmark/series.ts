import { type AccuracySeries, type CostSeries, quantity } from '@/components/charts/series';
import { registry } from '@/lib/panels/divide-and-conquer/registry';
import type { SummaryRow } from '@/lib/panels/divide-and-conquer/summary';
import { wilson } from '@/lib/stats/wilson';

/** The rows of one strategy, by size. `color` is its index in the registry. */
export interface StrategyRows {
  id: string;
  label: string;
  color: number;
  rows: SummaryRow[];
}

/** In the order of the registry; strategies without a row are left out. */
export const byStrategy = (rows: readonly SummaryRow[]): StrategyRows[] =>
  registry.strategies
    .map(({ id, title }, color) => ({
      id,
      label: title,
      color,
      rows: rows.filter(({ strategy }) => strategy === id).sort((a, b) => a.size - b.size),
    }))
    .filter(({ rows: own }) => own.length > 0);

/** Problems behind each point: `100`, or `80 to 100` where the points differ. At least one row. */
export function countOf(rows: readonly SummaryRow[]): string {
  const counts = rows.map(({ n }) => n);
  const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
  return fewest === most ? quantity(most) : `${quantity(fewest)} to ${quantity(most)}`;
}

/** Shares with 95 % Wilson intervals. */
export const accuracyOf = (rows: readonly SummaryRow[]): AccuracySeries[] =>
  byStrategy(rows).map(({ id, label, color, rows: own }) => ({
    id,
    label,
    color,
    points: own.map(({ size, n, correct }) => {
      const { share, low, high } = wilson(correct, n);
      return { x: size, value: share, low, high, n };
    }),
  }));

export type Cost = 'calls' | 'tokens';

/** The mean cost of one problem; null where it was not counted. */
export function costOf({ n, calls, promptTokens, completionTokens }: SummaryRow, cost: Cost): number | null {
  if (cost === 'calls') return calls / n;
  return promptTokens === null || completionTokens === null ? null : (promptTokens + completionTokens) / n;
}

/** The mean cost of one problem by size, for the chart. */
export const costSeriesOf = (series: readonly StrategyRows[], cost: Cost): CostSeries[] =>
  series.map(({ id, label, color, rows }) => ({
    id,
    label,
    color,
    points: rows.map(row => ({ x: row.size, value: costOf(row, cost) })),
  }));
