import { signed } from '@/components/charts/interval-figure';
import type { IntervalRow } from '@/components/charts/interval-row';
import type { System } from '@/lib/panels/ner/report/systems';
import type { BootstrapInterval } from '@/lib/stats/bootstrap';

/** A share in points: `62.0`; `none` for 0/0. */
export const points = (share: number | null): string => (share === null ? 'none' : (100 * share).toFixed(1));

/** `55.1 to 68.2`. */
export const range = (low: number | null, high: number | null): string =>
  low === null || high === null ? '' : `${points(low)} to ${points(high)}`;

/** A difference of shares in points, with its sign. */
export const difference = (share: number | null): string => (share === null ? 'none' : signed(100 * share));

const colors: Readonly<Record<System['source'], number>> = { none: 0, self: 1, gold: 2, other: 3 };

/** How a system is drawn: its colour tells where its demonstrations come from. */
export const seriesOf = ({ id, title, source }: System) => ({ id, label: title, color: colors[source] });

/** `Alma (Person), Oslo (Location)`. */
export const pairsText = (pairs: readonly (readonly [mention: string, label: string])[]): string =>
  pairs.map(([mention, label]) => `${mention} (${label})`).join(', ');

const inPoints = (share: number | null): number | null => (share === null ? null : 100 * share);

/** A system with an estimate in points, as a row of an `IntervalFigure`. */
export const rowOf = (
  system: System,
  { value, low, high }: Pick<BootstrapInterval, 'value' | 'low' | 'high'>,
  n: number,
): IntervalRow => ({ ...seriesOf(system), value: inPoints(value), low: inPoints(low), high: inPoints(high), n });
