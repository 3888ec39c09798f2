import { percentOf } from './percent-of';

/** A bar over [low, high), and how many of its `n` are drawn as kept. */
export interface HistogramBin {
  low: number;
  high: number;
  n: number;
  kept: number;
}

/** The bars of a histogram from 0 to the end of its last bin, in the box that is around them. Spans, so that a button may hold them. */
export function HistogramBars({ bins }: { bins: readonly HistogramBin[] }) {
  const end = bins.at(-1)?.high ?? 1;
  const most = Math.max(1, ...bins.map(({ n }) => n));
  return bins.map(({ low, high, n, kept }) => (
    <span
      key={low}
      className="absolute bottom-0 flex flex-col px-px"
      style={{ left: percentOf(low, end), width: percentOf(high - low, end), height: percentOf(n, most) }}
    >
      {n > kept && (
        <span
          className="min-h-px border border-b-0 border-line-strong bg-line forced-color-adjust-none forced-colors:bg-transparent"
          style={{ flexGrow: n - kept }}
        />
      )}
      {kept > 0 && <span className="min-h-px bg-accent forced-color-adjust-none" style={{ flexGrow: kept }} />}
    </span>
  ));
}

/** A vertical line over the bars. */
export const HistogramLine = ({ at, end, isDashed = false }: { at: number; end: number; isDashed?: boolean }) => (
  <span
    className={`pointer-events-none absolute inset-y-0 -ml-px border-l-2 ${isDashed ? 'border-dashed border-muted' : 'border-ink'}`}
    style={{ left: percentOf(Math.min(at, end), end) }}
  />
);

/** At most so many ticks on the horizontal axis. */
const mostTicks = 11;

/**
 * A histogram with its axes; the bins begin at 0. A `PlotSlider` with the same `end` fits over it. Screen readers use the table of its figure.
 *
 * @param last the last tick
 */
export function Histogram({
  bins,
  last,
  xLabel,
  marked,
}: {
  bins: readonly HistogramBin[];
  last: number;
  xLabel: string;
  /** A value that is marked, and its name. */
  marked?: { at: number; name: string } | undefined;
}) {
  const end = bins.at(-1)?.high ?? 1;
  const most = Math.max(1, ...bins.map(({ n }) => n));
  const step = Math.ceil((last + 1) / mostTicks);
  const ticks = Array.from({ length: Math.floor(last / step) + 1 }, (_, at) => at * step);
  return (
    <div className="pt-5">
      <div className="relative mr-3 ml-12 h-36 border-b border-line-strong">
        <span className="absolute inset-x-0 top-0 border-t border-line" />
        <span className="absolute top-0 right-full mr-2 -translate-y-1/2 text-caption text-muted">
          {most.toLocaleString('en')}
        </span>
        <span className="absolute right-full bottom-0 mr-2 translate-y-1/2 text-caption text-muted">0</span>
        <HistogramBars bins={bins} />
        {marked && (
          <>
            <HistogramLine at={marked.at} end={end} isDashed />
            <span
              className={`absolute bottom-full text-caption whitespace-nowrap text-muted ${marked.at > end / 2 ? '-translate-x-full' : ''}`}
              style={{ left: percentOf(Math.min(marked.at, end), end) }}
            >
              {marked.name}
            </span>
          </>
        )}
      </div>
      <div className="relative mt-3 mr-3 ml-12 h-5 text-caption text-muted">
        {ticks.map(tick => (
          <span key={tick} className="absolute -translate-x-1/2" style={{ left: percentOf(tick, end) }}>
            {tick}
          </span>
        ))}
      </div>
      <p className="ml-12 text-caption text-muted">{xLabel}</p>
    </div>
  );
}
