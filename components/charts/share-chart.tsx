'use client';

import type { ReactNode } from 'react';
import {
  CartesianGrid,
  ErrorBar,
  Line,
  LineChart,
  ReferenceArea,
  ReferenceDot,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { seriesColor } from '../ui/palette';
import { axis, axisLabel, grid } from './axis';
import { dashOf, type ShareSeries } from './series';
import { SeriesMark } from './series-sign';
import { useScaled } from './use-scaled';

interface Row {
  x: number;
  series: ShareSeries;
  /** Per cent. */
  share: number;
  error: [number, number] | null;
  hasMark: boolean;
}

const rowsOf = (series: readonly ShareSeries[]): Row[] =>
  series
    .flatMap(item =>
      item.points.map(({ x, share, low = share, high = share, hasMark = true }): Row => ({
        x,
        series: item,
        share: 100 * share,
        error: low === high ? null : [100 * (share - low), 100 * (high - share)],
        hasMark,
      })),
    )
    .sort((a, b) => a.x - b.x);

/** So many ticks always fit. To find out which do, the text of each would be measured in the page. */
const everyTick = 6;

/**
 * Shares in per cent over any quantity. Everything but the series explains them: lines at values of x, rings around points, a line on which
 * share and x are equal, and bars at the bottom, as high as their share of a quarter of the plot. Screen readers use the table of its figure.
 */
export function ShareChart({
  series,
  xLabel,
  yLabel,
  max,
  ticks,
  format = String,
  lines = [],
  rings = [],
  hasDiagonal = false,
  bars = [],
  hover,
}: {
  series: readonly ShareSeries[];
  xLabel: string;
  yLabel: string;
  /** The end of the x axis, which begins at 0. */
  max: number;
  ticks: readonly number[];
  /** The text of a tick. */
  format?: (x: number) => string;
  lines?: readonly { x: number; isDashed: boolean }[];
  rings?: readonly { x: number; share: number; isDashed: boolean }[];
  hasDiagonal?: boolean;
  bars?: readonly { low: number; high: number; share: number }[];
  /** Draws the tooltip at a value of x. */
  hover: (x: number) => ReactNode;
}) {
  const scaled = useScaled();
  const rows = rowsOf(series);
  const hasSome = (item: ShareSeries, what: (row: Row) => boolean) =>
    rows.some(row => row.series === item && what(row));
  return (
    <ResponsiveContainer width="100%" height={scaled(240)}>
      <LineChart
        data={rows}
        margin={{ top: 10, right: scaled(22), bottom: scaled(20), left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} {...grid} />
        <XAxis
          {...axis}
          dataKey="x"
          type="number"
          height={scaled(30)}
          domain={[0, max]}
          ticks={[...ticks]}
          interval={ticks.length > everyTick ? 'preserveStartEnd' : 0}
          tickFormatter={format}
          label={{ value: xLabel, position: 'insideBottom', offset: scaled(-12), ...axisLabel }}
        />
        <YAxis
          {...axis}
          axisLine={false}
          width={scaled(64)}
          domain={[0, 100]}
          ticks={[0, 25, 50, 75, 100]}
          interval={0}
          tickFormatter={(value: number) => `${value}\u202f%`}
          label={{ value: yLabel, angle: -90, position: 'insideLeft', style: { textAnchor: 'middle' }, ...axisLabel }}
        />
        {bars.map(({ low, high, share }) => (
          <ReferenceArea
            key={low}
            x1={low}
            x2={high}
            y1={0}
            y2={25 * share}
            fill="var(--line-strong)"
            fillOpacity={0.35}
            stroke="var(--line-strong)"
          />
        ))}
        {hasDiagonal && (
          <ReferenceLine
            segment={[
              { x: 0, y: 0 },
              { x: max, y: 100 },
            ]}
            stroke="var(--muted)"
            strokeDasharray="4 4"
          />
        )}
        {lines.map(({ x, isDashed }) => (
          <ReferenceLine
            key={`${x} ${isDashed}`}
            x={x}
            stroke={isDashed ? 'var(--muted)' : 'var(--ink)'}
            strokeWidth={2}
            strokeDasharray={isDashed ? '4 4' : 'none'}
          />
        ))}
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--line-strong)' }}
          content={({ payload }) => {
            const row = payload[0]?.payload as Row | undefined;
            return row ? hover(row.x) : null;
          }}
        />
        {series.map(item => (
          <Line
            key={item.id}
            type={item.isStepped ? 'stepBefore' : 'linear'}
            dataKey={(row: Row) => (row.series === item ? row.share : null)}
            connectNulls
            isAnimationActive={false}
            stroke={item.hasLine === false ? 'none' : seriesColor(item.color)}
            strokeWidth={2}
            strokeDasharray={dashOf(item.variant) ?? 'none'}
            activeDot={false}
            // Without marks or intervals, an element for each point would take most of the time.
            dot={
              hasSome(item, ({ hasMark }) => hasMark) &&
              (({ cx, cy, index, payload }: { cx?: number; cy?: number; index?: number; payload?: Row }) =>
                typeof cx === 'number' && typeof cy === 'number' && payload?.series === item && payload.hasMark ? (
                  <SeriesMark key={index} series={item} x={cx} y={cy} />
                ) : (
                  <g key={index} />
                ))
            }
          >
            {hasSome(item, ({ error }) => error !== null) && (
              <ErrorBar
                dataKey={(row: Row) => (row.series === item ? row.error : null)}
                width={4}
                stroke={seriesColor(item.color)}
                strokeWidth={1.5}
                isAnimationActive={false}
              />
            )}
          </Line>
        ))}
        {rings.map(({ x, share, isDashed }) => (
          <ReferenceDot
            key={`${x} ${isDashed}`}
            x={x}
            y={100 * share}
            r={8}
            fill="none"
            stroke={isDashed ? 'var(--muted)' : 'var(--ink)'}
            strokeWidth={2}
            strokeDasharray={isDashed ? '3 3' : 'none'}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}
