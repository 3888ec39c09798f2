import type { Series } from './series';

/** An estimate with its interval. Numbers are in the unit of the figure; null where there is none. */
export interface IntervalRow extends Series {
  value: number | null;
  low: number | null;
  high: number | null;
  n?: number;
  /** The heading that it stands below; rows of one group stand together. */
  group?: string;
}

/** What an axis shows: its ends and its ticks, ascending. */
export interface Scale {
  low: number;
  high: number;
  ticks: number[];
}

const steps = [1, 2, 5, 10, 20, 25, 50, 100];

/** A scale with at most six ticks around all rows, and around 0 where differences are drawn. */
export function scaleOf(rows: readonly IntervalRow[], hasZero: boolean): Scale {
  const numbers = rows.flatMap(({ value, low, high }) => [value, low, high].filter(one => one !== null));
  const [least, most] = [Math.min(...numbers, ...(hasZero ? [0] : [])), Math.max(...numbers, ...(hasZero ? [0] : []))];
  if (!Number.isFinite(least)) return { low: 0, high: 100, ticks: [0, 50, 100] };
  const step = steps.find(one => Math.ceil(most / one) - Math.floor(least / one) <= 5) ?? (most - least) / 5;
  // A quotient may be rounded past a whole number: the ends are moved out where they miss a value.
  const floor = Math.floor(least / step) * step;
  const low = floor > least ? floor - step : floor;
  const ceiling = Math.ceil(most / step) * step;
  const high = Math.max(low + step, ceiling < most ? ceiling + step : ceiling);
  const count = Math.round((high - low) / step);
  return { low, high, ticks: Array.from({ length: count + 1 }, (_, at) => low + at * step) };
}

/** Rows by group, in their order. */
export function groupsOf(rows: readonly IntervalRow[]): { group: string | undefined; rows: IntervalRow[] }[] {
  const groups: { group: string | undefined; rows: IntervalRow[] }[] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last && last.group === row.group) last.rows.push(row);
    else groups.push({ group: row.group, rows: [row] });
  }
  return groups;
}
