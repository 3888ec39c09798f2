/** One measured share: of n trials at `x`, with the bounds of its interval. All shares are in [0, 1]. */
export interface AccuracyPoint {
  x: number;
  value: number;
  low: number;
  high: number;
  n: number;
}

/** `color` is the place in the registry (see `components/ui/palette`), never the place in this list. */
export interface AccuracySeries {
  id: string;
  label: string;
  color: number;
  points: readonly AccuracyPoint[];
}

/** One bar. `low` and `high`, where there are several runs, are the ends of its whisker, in the bar's unit. */
export interface Bar {
  id: string;
  label: string;
  color: number;
  value: number;
  low?: number;
  high?: number;
  n?: number;
}

/** A share as per cent, with a thin space: `45 %`, and `0.5 %` or `99.5 %` where whole per cents would round away a difference. */
export function percent(share: number): string {
  const value = share * 100;
  const digits = Number.isInteger(Number(value.toFixed(1))) ? 0 : 1;
  return `${value.toFixed(digits)}\u202f%`;
}

/** A count or a time with three significant digits at most below 1000, and grouped above. */
export const quantity = (value: number): string =>
  value >= 1000
    ? Math.round(value).toLocaleString('en')
    : value.toLocaleString('en', { maximumSignificantDigits: 3, useGrouping: false });

/** `31 calls`, `1 call`, `0.42 s`: a unit that is a word loses its plural s after 1. */
export const withUnit = (value: number, unit: string): string =>
  `${quantity(value)} ${value === 1 && unit.length > 2 ? unit.replace(/s$/, '') : unit}`;
