import type { SweepRow } from './sweep';

/** A figure of a row with its interval over texts; null where there is none. */
export interface Estimate {
  value: number;
  low: number | null;
  high: number | null;
}

/** What compression is judged by: quality over cost. */
export interface Quality {
  id: string;
  title: string;
  /** Where it falls off by powers of ten. */
  isLog: boolean;
  isShare: boolean;
  of(row: SweepRow): Estimate | null;
}

export interface Cost {
  id: string;
  title: string;
  of(row: SweepRow): number;
}

const known = ({ value, low, high }: { value: number | null; low: number | null; high: number | null }) =>
  value === null ? null : { value, low, high };

export const qualities: readonly Quality[] = [
  { id: 'kl', title: 'KL from the full cache, nats a token', isLog: true, isShare: false, of: ({ kl }) => known(kl) },
  {
    id: 'perplexity',
    title: 'Perplexity, times that of the full cache',
    isLog: true,
    isShare: false,
    of: ({ perplexity }) => known(perplexity),
  },
  {
    id: 'agreement',
    title: 'Same likeliest token as the full cache',
    isLog: false,
    isShare: true,
    of: ({ agreed, scored }) => (scored === 0 ? null : { value: agreed / scored, low: null, high: null }),
  },
  {
    id: 'right',
    title: 'Right answers',
    isLog: false,
    isShare: true,
    of: ({ judged }) => judged && { value: judged.right / judged.of, low: judged.low, high: judged.high },
  },
];

export const costs: readonly Cost[] = [
  { id: 'bytes', title: 'bytes held', of: ({ bytes }) => bytes },
  { id: 'reads', title: 'slots that a head reads for a token', of: ({ slotsRead }) => slotsRead },
];

/** One policy: its budgets as points, from the cheapest on. */
export interface ParetoSeries {
  policy: string;
  points: { x: number; estimate: Estimate; row: SweepRow }[];
}

/** The policies of a sweep as series, in the order of its rows. What has no place on a logarithmic axis is left out. */
export function paretoOf(rows: readonly SweepRow[], cost: Cost, quality: Quality): ParetoSeries[] {
  const policies = [...new Set(rows.map(({ policy }) => policy))];
  return policies.flatMap(policy => {
    const points = rows
      .filter(row => row.policy === policy && row.texts > 0)
      .flatMap(row => {
        const estimate = quality.of(row);
        return estimate && (!quality.isLog || estimate.value > 0) ? [{ x: cost.of(row), estimate, row }] : [];
      })
      .sort((a, b) => a.x - b.x);
    return points.length === 0 ? [] : [{ policy, points }];
  });
}

/** Ticks of a linear axis from 0 to the first round number that is not below `most`. */
export function roundTicks(most: number): number[] {
  const rough = (most || 1) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find(factor => factor * power >= rough) ?? 10) * power;
  return Array.from({ length: Math.ceil((most || 1) / step) + 1 }, (_, at) => at * step);
}

/** Ticks of a logarithmic axis around some values above 0: 1, 2 and 5 of each power of ten, and powers alone where there are many. */
export function logTicks(values: readonly number[]): number[] {
  const positive = values.filter(value => value > 0);
  if (positive.length === 0) return [1, 10];
  const [least, most] = [Math.min(...positive), Math.max(...positive)];
  const first = Math.floor(Math.log10(least));
  const last = Math.ceil(Math.log10(most));
  const powers = Array.from({ length: last - first + 1 }, (_, i) => 10 ** (first + i));
  if (last - first > 3) return powers;
  const ticks = powers.flatMap(power => [power, 2 * power, 5 * power]);
  const from = ticks.findLastIndex(tick => tick <= least);
  const to = ticks.findIndex(tick => tick >= most);
  return ticks.slice(Math.max(0, from), Math.max(to, from + 1) + 1);
}
