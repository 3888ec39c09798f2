import { quantity, withUnit } from '@/components/charts/series';
import { listed } from '@/lib/core/in-words';
import type { SummaryRow } from '@/lib/panels/divide-and-conquer/summary';
import { wilson } from '@/lib/stats/wilson';
import { byStrategy, type Cost, costOf, type StrategyRows } from './series';

/** How to read the chart, in sentences that follow from its rows. Empty without rows. `unit` is the task's, in the plural. */
export function readingOf(rows: readonly SummaryRow[], unit: string): string[] {
  const all = byStrategy(rows);
  const largest = Math.max(...rows.map(({ size }) => size));
  return all.length === 0
    ? []
    : [best(all, largest, unit), reach(all, unit), price(all, largest, unit)].filter(Boolean);
}

const at = (size: number, unit: string): string => `At ${withUnit(size, unit)}`;
const rowAt = ({ rows }: StrategyRows, size: number): SummaryRow | undefined => rows.find(row => row.size === size);
const share = ({ correct, n }: SummaryRow): number => correct / n;

/** A strategy's row at one size. */
interface Standing {
  label: string;
  row: SummaryRow;
}

/** In the order of the registry. */
const standings = (all: readonly StrategyRows[], size: number): Standing[] =>
  all.flatMap(item => {
    const row = rowAt(item, size);
    return row ? [{ label: item.label, row }] : [];
  });

const score = ({ correct, n }: SummaryRow): string => `${correct} of ${n}`;

/** The best strategy at the largest size, and whether its interval overlaps that of the next best. */
function best(all: readonly StrategyRows[], size: number, unit: string): string {
  const ranked = standings(all, size).sort((a, b) => share(b.row) - share(a.row));
  const [first, next] = ranked;
  if (!first) return '';
  const tied = ranked.filter(({ row }) => share(row) === share(first.row));
  if (tied.length > 1) {
    return `${at(size, unit)}, ${listed(tied.map(({ label }) => label))} are each right on ${score(first.row)} problems.`;
  }
  const alone = `${at(size, unit)}, ${first.label} is right on ${score(first.row)} problems`;
  if (!next) return `${alone}.`;
  const apart = wilson(first.row.correct, first.row.n).low > wilson(next.row.correct, next.row.n).high;
  return `${alone} and ${next.label}, the next best, on ${score(next.row)}; their intervals ${apart ? 'do not overlap' : 'overlap'}.`;
}

/** The largest size up to which each strategy is right on at least half of the problems at every size. */
function reach(all: readonly StrategyRows[], unit: string): string {
  const groups = new Map<number, string[]>();
  for (const { label, rows } of all) {
    const fails = rows.findIndex(row => share(row) < 0.5);
    const size = fails < 0 ? rows.at(-1)?.size : rows[fails - 1]?.size;
    groups.set(size ?? 0, [...(groups.get(size ?? 0) ?? []), label]);
  }
  const parts = [...groups]
    .sort(([a], [b]) => a - b)
    .map(([size, labels]) => `${listed(labels)} ${size === 0 ? 'at no size' : `up to ${withUnit(size, unit)}`}`);
  return `Right on at least half of the problems: ${parts.join('; ')}.`;
}

/** The cost of the best, the cheapest and the most expensive strategy at the largest size. */
function price(all: readonly StrategyRows[], size: number, unit: string): string {
  const there = standings(all, size);
  const [first] = [...there].sort((a, b) => share(b.row) - share(a.row));
  const [cheapest] = [...there].sort((a, b) => compared(a, b, 'calls') || compared(a, b, 'tokens'));
  if (!first || !cheapest || first === cheapest) return '';
  const costliest = [...there].sort((a, b) => compared(b, a, 'calls') || compared(b, a, 'tokens'))[0] ?? first;
  const most = costliest === first || costliest === cheapest ? '' : `, ${costliest.label} ${spent(costliest.row)}`;
  return `${at(size, unit)}, ${first.label} takes ${spent(first.row)} per problem, ${cheapest.label} ${spent(cheapest.row)}${most}.`;
}

const compared = (a: Standing, b: Standing, cost: Cost): number =>
  (costOf(a.row, cost) ?? 0) - (costOf(b.row, cost) ?? 0);

function spent(row: SummaryRow): string {
  const tokens = costOf(row, 'tokens');
  const calls = withUnit(costOf(row, 'calls') ?? 0, 'calls');
  return tokens === null ? calls : `${calls} and ${quantity(tokens)} tokens`;
}
