/** One measured share: of n trials at `x`, with the bounds of its interval. All shares are in [0, 1]. */
export interface AccuracyPoint {
  x: number;
  value: number;
  low: number;
  high: number;
  n: number;
}

/** What every chart needs of a series. */
export interface Series {
  id: string;
  label: string;
  /** The index of the series in its registry (see `components/ui/palette`), not in this list. */
  color: number;
  /** The index of the model where several are compared. It selects the dashes of the line; 0 is a full line. */
  variant?: number;
}

export interface AccuracySeries extends Series {
  points: readonly AccuracyPoint[];
}

/** Shares in [0, 1] over x, ascending in x. */
export interface ShareSeries extends Series {
  /** `hasMark` false leaves the marker out, where the points of a line are many. */
  points: readonly { x: number; share: number; low?: number; high?: number; hasMark?: boolean }[];
  /** Whether a share holds for all x down to the point before. */
  isStepped?: boolean;
  /** False where the points belong to no one curve. */
  hasLine?: boolean;
}

/** Any quantity over x, ascending in x. */
export interface CurveSeries extends Series {
  points: readonly { x: number; value: number; low?: number; high?: number }[];
}

/** A mean cost over x. Null where it was not counted. */
export interface CostSeries extends Series {
  points: readonly { x: number; value: number | null }[];
}

/** One bar. `low` and `high` are the ends of its error bar, in the unit of the bar, if there are several runs. */
export interface Bar extends Series {
  value: number;
  low?: number;
  high?: number;
  n?: number;
}

/** How a bar of a group is drawn. The first of the group is `solid`. */
export type BarLook = 'solid' | 'light' | 'outline';

/** The bar at one place of every group: measured, computed, ... */
export interface GroupPart {
  id: string;
  label: string;
  look: BarLook;
  /** The text in place of a missing bar. */
  none?: string;
}

/** Several quantities of one series, in the order of the parts. Null where a quantity is missing. */
export interface BarGroup extends Series {
  values: readonly (number | null)[];
  n?: number;
}

const dashes = ['', '7 4', '2 3', '10 3 2 3', '14 4', '5 2 1 2', '1 4', '12 2 2 2 2 2'];

/** The `stroke-dasharray` of a variant. */
export const dashOf = (variant = 0): string | undefined => dashes[variant % dashes.length] || undefined;

/** A share as per cent, with a thin space and one decimal where it is not 0: `45 %`, `99.5 %`. */
export function percent(share: number): string {
  const value = share * 100;
  const digits = Number.isInteger(Number(value.toFixed(1))) ? 0 : 1;
  return `${value.toFixed(digits)}\u202f%`;
}

/** A count or a time, with at most three significant digits below 1000 and with digit groups above. */
export const quantity = (value: number): string =>
  value >= 1000
    ? Math.round(value).toLocaleString('en')
    : value.toLocaleString('en', { maximumSignificantDigits: 3, useGrouping: false });

/** `31 calls`, `1 call`, `0.42 s`: a unit that is a word loses its plural s after 1. */
export const withUnit = (value: number, unit: string): string =>
  `${quantity(value)} ${value === 1 && unit.length > 2 ? unit.replace(/s$/, '') : unit}`;
