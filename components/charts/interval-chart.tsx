import { Fragment } from 'react';
import { SeriesMarker } from '../ui/marker';
import { seriesColor } from '../ui/palette';
import { groupsOf, type IntervalRow, type Scale, scaleOf } from './interval-row';

/** A forest plot: a line for the interval and a mark for the estimate, one a row, on one axis. Screen readers use the table of `IntervalFigure`. */
export function IntervalChart({
  rows,
  hasZero,
  written,
}: {
  rows: readonly IntervalRow[];
  hasZero: boolean;
  written: (value: number) => string;
}) {
  const scale = scaleOf(rows, hasZero);
  return (
    <div className="grid grid-cols-[minmax(0,9rem)_minmax(0,1fr)_auto] items-center gap-x-3 text-sm sm:grid-cols-[minmax(0,17rem)_minmax(0,1fr)_auto]">
      {groupsOf(rows).map(({ group, rows: own }) => (
        <Fragment key={group ?? ''}>
          {group !== undefined && <p className="col-span-3 pt-3 pb-0.5 font-semibold">{group}</p>}
          {own.map(row => (
            <Fragment key={row.id}>
              <p className="py-1 leading-tight break-words">{row.label}</p>
              <Track row={row} scale={scale} hasZero={hasZero} />
              <p className="text-right tabular-nums">{row.value === null ? 'none' : written(row.value)}</p>
            </Fragment>
          ))}
        </Fragment>
      ))}
      <span />
      <div className="relative h-6 border-t border-line-strong text-caption text-muted">
        {scale.ticks.map(tick => (
          <span
            key={tick}
            className="absolute top-1 -translate-x-1/2 tabular-nums"
            style={{ left: `${share(tick, scale)}%` }}
          >
            {tick}
          </span>
        ))}
      </div>
      <span />
    </div>
  );
}

/** Per cent of the width of the axis. */
const share = (value: number, { low, high }: Scale): number => ((value - low) / (high - low)) * 100;

function Track({ row, scale, hasZero }: { row: IntervalRow; scale: Scale; hasZero: boolean }) {
  const { value, low, high, color } = row;
  return (
    <div className="relative h-full min-h-7">
      {scale.ticks.map(tick => (
        <span
          key={tick}
          className={`absolute inset-y-0 border-l ${hasZero && tick === 0 ? 'border-ink' : 'border-line'}`}
          style={{ left: `${share(tick, scale)}%` }}
        />
      ))}
      {low !== null && high !== null && (
        <span
          className="absolute top-1/2 h-2 -translate-y-1/2 border-x-2 forced-color-adjust-none"
          style={{
            left: `${share(low, scale)}%`,
            width: `${share(high, scale) - share(low, scale)}%`,
            borderColor: seriesColor(color),
          }}
        >
          <span
            className="absolute inset-x-0 top-1/2 h-0.5 -translate-y-1/2"
            style={{ background: seriesColor(color) }}
          />
        </span>
      )}
      {value !== null && (
        <span
          className="absolute top-1/2 flex -translate-1/2 forced-color-adjust-none"
          style={{ left: `${share(value, scale)}%` }}
        >
          <SeriesMarker index={color} />
        </span>
      )}
    </div>
  );
}
