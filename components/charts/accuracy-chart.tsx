'use client';

import { CartesianGrid, ErrorBar, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { seriesColor } from '../ui/palette';
import { accuracyRows, type AccuracyRow } from './accuracy-rows';
import { axis, axisLabel, grid } from './axis';
import { dashOf, percent, type AccuracySeries } from './series';
import { SeriesMark } from './series-sign';

/** Shares in per cent over x, one line a series, with their intervals at every point. A picture only: see `AccuracyFigure`. */
export function AccuracyChart({
  series,
  xLabel,
  height = 300,
}: {
  series: readonly AccuracySeries[];
  xLabel: string;
  height?: number;
}) {
  const xs = [...new Set(series.flatMap(item => item.points.map(point => point.x)))].sort((a, b) => a - b);
  return (
    <ResponsiveContainer width="100%" height={height}>
      <LineChart
        data={accuracyRows(series)}
        margin={{ top: 10, right: 12, bottom: 20, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} {...grid} />
        <XAxis
          {...axis}
          dataKey="at"
          type="number"
          domain={[(xs[0] ?? 1) - 0.4, (xs.at(-1) ?? 1) + 0.4]}
          ticks={xs}
          interval={0}
          label={{ value: xLabel, position: 'insideBottom', offset: -12, ...axisLabel }}
        />
        <YAxis
          {...axis}
          axisLine={false}
          width={52}
          domain={[0, 100]}
          ticks={[0, 25, 50, 75, 100]}
          tickFormatter={(value: number) => `${value}\u202f%`}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--line-strong)' }}
          content={({ payload }) => <Hover row={payload[0]?.payload as AccuracyRow | undefined} xLabel={xLabel} />}
        />
        {series.map(item => (
          <Line
            key={item.id}
            dataKey={(row: AccuracyRow) => (row.series === item ? row.value : null)}
            connectNulls
            isAnimationActive={false}
            stroke={seriesColor(item.color)}
            strokeWidth={2}
            strokeDasharray={dashOf(item.variant) ?? 'none'}
            activeDot={false}
            dot={({ cx, cy, index }: { cx?: number; cy?: number; index?: number }) => (
              <Mark key={index} series={item} x={cx} y={cy} />
            )}
          >
            <ErrorBar
              dataKey={(row: AccuracyRow) => (row.series === item ? row.error : null)}
              width={4}
              stroke={seriesColor(item.color)}
              strokeWidth={1.5}
              isAnimationActive={false}
            />
          </Line>
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}

/** Nothing where a row belongs to another series. */
function Mark({ series, x, y }: { series: AccuracySeries; x: number | undefined; y: number | undefined }) {
  return typeof x === 'number' && typeof y === 'number' ? <SeriesMark series={series} x={x} y={y} /> : null;
}

function Hover({ row, xLabel }: { row: AccuracyRow | undefined; xLabel: string }) {
  const point = row?.series.points.find(candidate => candidate.x === row.x);
  if (!row || !point) return null;
  return (
    <div className="rounded-md border border-line-strong bg-surface px-3 py-2 text-sm">
      <p className="font-semibold">{row.series.label}</p>
      <p>
        {percent(point.value)} at {point.x} {xLabel}
      </p>
      <p className="text-caption text-muted">
        {percent(point.low)} to {percent(point.high)}, n = {point.n}
      </p>
    </div>
  );
}
