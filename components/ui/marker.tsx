import { seriesColor, type SeriesShape, seriesShape } from './palette';

/** Paths in a box from -6 to 6, with about equal visual weight. */
const outlines: Record<SeriesShape, string> = {
  circle: 'M4.4 0A4.4 4.4 0 1 1-4.4 0A4.4 4.4 0 1 1 4.4 0Z',
  square: 'M-4-4H4V4H-4Z',
  diamond: 'M0-5.6L5.6 0L0 5.6L-5.6 0Z',
  triangle: 'M0-5.2L5.2 4.2H-5.2Z',
  cross: 'M-1.7-5.2H1.7V-1.7H5.2V1.7H1.7V5.2H-1.7V1.7H-5.2V-1.7H-1.7Z',
  star: 'M0-6L1.5-2L5.7-1.9L2.4.8L3.5 4.9L0 2.5L-3.5 4.9L-2.4.8L-5.7-1.9L-1.5-2Z',
  wye: 'M0 5L-5-3.6H5Z',
  ring: 'M5 0A5 5 0 1 1-5 0A5 5 0 1 1 5 0ZM2.4 0A2.4 2.4 0 1 0-2.4 0A2.4 2.4 0 1 0 2.4 0Z',
};

/** The marker of a series inside an SVG, centred on (x, y). A thin outline in the paper colour separates it from lines and bars. */
export function MarkerPath({ index, x = 0, y = 0 }: { index: number; x?: number; y?: number }) {
  return (
    <path
      d={outlines[seriesShape(index)]}
      transform={`translate(${x} ${y})`}
      fill={seriesColor(index)}
      stroke="var(--paper)"
      strokeWidth={1}
      paintOrder="stroke"
    />
  );
}

/** The marker of a series in text, legends and tables. The name of the series must stand beside it. */
export function SeriesMarker({ index, className }: { index: number; className?: string }) {
  return (
    <svg
      viewBox="-7 -7 14 14"
      aria-hidden
      className={`inline-block size-3.5 shrink-0 align-[-0.1em] ${className ?? ''}`}
    >
      <MarkerPath index={index} />
    </svg>
  );
}
