import { MarkerPath, SeriesMarker } from '../ui/marker';
import { seriesColor } from '../ui/palette';
import { dashOf, type Series } from './series';

/** The marker of a series in a chart. Models after the first have a hole in it. */
export function SeriesMark({ series, x, y }: { series: Pick<Series, 'color' | 'variant'>; x: number; y: number }) {
  return (
    <g>
      <MarkerPath index={series.color} x={x} y={y} />
      {(series.variant ?? 0) > 0 && <circle cx={x} cy={y} r={1.8} fill="var(--paper)" />}
    </g>
  );
}

/** The sign of a series in legends and tables: its marker, on a piece of its dashed line for models after the first. The name must stand beside it. */
export function SeriesSign({ series }: { series: Pick<Series, 'color' | 'variant'> }) {
  const { color, variant = 0 } = series;
  if (variant === 0) return <SeriesMarker index={color} />;
  return (
    <svg viewBox="-16 -7 32 14" aria-hidden className="inline-block h-3.5 w-8 shrink-0 align-[-0.1em]">
      <line x1={-16} x2={16} stroke={seriesColor(color)} strokeWidth={2} strokeDasharray={dashOf(variant)} />
      <SeriesMark series={series} x={0} y={0} />
    </svg>
  );
}

/** The sign and name of a series on one line. */
export function SeriesName({ series }: { series: Series }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <SeriesSign series={series} />
      {series.label}
    </span>
  );
}
