import type { AccuracySeries } from './series';

/** One mark of the chart. */
export interface AccuracyRow {
  /** Where the mark is drawn on the x axis. */
  at: number;
  /** The x at which it was measured. */
  x: number;
  series: AccuracySeries;
  n: number;
  /** Per cent. */
  value: number;
  /** Per cent below and above the value. */
  error: [number, number];
}

/**
 * The points of all series, ordered by their place on the axis. Series with the same x are drawn side by side, within a third of the
 * distance to the next x, so that their intervals do not overlap.
 */
export function accuracyRows(series: readonly AccuracySeries[]): AccuracyRow[] {
  const shift = Math.min(0.08, 0.33 / Math.max(1, series.length));
  return series
    .flatMap((item, place) =>
      item.points.map(point => ({
        at: point.x + (place - (series.length - 1) / 2) * shift,
        x: point.x,
        series: item,
        n: point.n,
        value: point.value * 100,
        error: [(point.value - point.low) * 100, (point.high - point.value) * 100] as [number, number],
      })),
    )
    .sort((a, b) => a.at - b.at);
}
