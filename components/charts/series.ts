/** One measured share: of n trials at `x`, with the bounds of its interval. All shares are in [0, 1]. */
export interface AccuracyPoint {
  x: number;
  value: number;
  low: number;
  high: number;
  n: number;
}

/** What all charts know of a series. */
export interface Series {
  id: string;
  label: string;
  /** The place in the registry (see `components/ui/palette`), never the place in this list. */
  color: number;
  /** Of several models, which: tells lines of one colour apart by their dashes. 0 is a full line. */
  variant?: number;
}

export interface AccuracySeries extends Series {
  points: readonly AccuracyPoint[];
}

/** One bar. `low` and `high`, where there are several runs, are the ends of its whisker, in the bar's unit. */
export interface Bar extends Series {
  value: number;
  low?: number;
  high?: number;
  n?: number;
}

/** How a bar of a group is drawn: the first of the group is `solid`. */
export type BarLook = 'solid' | 'light' | 'outline';

/** One bar of every group: measured, computed, ... */
export interface GroupPart {
  id: string;
  label: string;
  look: BarLook;
  /** Stands in place of a bar that there is not. */
  none?: string;
}

/** Several quantities of one series side by side, in the order of the parts. Null where there is none. */
export interface BarGroup extends Series {
  values: readonly (number | null)[];
  n?: number;
}

const dashes = ['', '7 4', '2 3', '10 3 2 3', '14 4', '5 2 1 2', '1 4', '12 2 2 2 2 2'];

/** The `stroke-dasharray` of a variant. */
export const dashOf = (variant = 0): string | undefined => dashes[variant % dashes.length] || undefined;

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
