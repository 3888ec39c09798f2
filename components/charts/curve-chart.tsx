'use client';

import {
  CartesianGrid,
  ErrorBar,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { seriesColor } from '../ui/palette';
import { axis, axisLabel, grid } from './axis';
import { HoverBox } from './hover-box';
import type { CurveSeries } from './series';
import { SeriesLine } from './series-line';
import { sizesOf } from './size-chart';
import { useScaled } from './use-scaled';

/** One axis: its scale, its ticks, and their text. The axis reaches from the first tick to the last. */
export interface CurveAxis {
  scale: 'linear' | 'log';
  ticks: readonly number[];
  format: (value: number) => string;
}

/** The values of all series at one place, in the order of the series. Null where a series has none. */
interface Row {
  x: number;
  values: (number | null)[];
  /** How far an interval reaches below and above each value; null where there is none. */
  errors: ([number, number] | null)[];
}

/** Any quantity over any other, one line a series. `lines` are drawn across the plot, with their text. Screen readers use the table of its figure. */
export function CurveChart({
  series,
  x,
  y,
  xLabel,
  lines = [],
}: {
  series: readonly CurveSeries[];
  x: CurveAxis;
  y: CurveAxis & { width: number };
  xLabel: string;
  lines?: readonly { value: number; text: string }[];
}) {
  const rows: Row[] = sizesOf(series).map(place => ({
    x: place,
    values: series.map(({ points }) => points.find(point => point.x === place)?.value ?? null),
    errors: series.map(({ points }) => {
      const { value = null, low, high } = points.find(point => point.x === place) ?? {};
      // On a logarithmic axis, 0 has no place.
      const least = y.scale === 'log' ? (y.ticks[0] ?? 0) : -Infinity;
      return value === null || low === undefined || high === undefined
        ? null
        : [value - Math.max(low, least), Math.min(high, y.ticks.at(-1) ?? high) - value];
    }),
  }));
  const scaled = useScaled();
  return (
    <ResponsiveContainer width="100%" height={scaled(260)}>
      <LineChart data={rows} margin={{ top: 10, right: 18, bottom: scaled(20), left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} {...grid} />
        <XAxis
          {...axis}
          dataKey="x"
          type="number"
          scale={x.scale}
          height={scaled(30)}
          domain={[x.ticks[0] ?? 0, x.ticks.at(-1) ?? 1]}
          ticks={[...x.ticks]}
          interval="preserveStartEnd"
          tickFormatter={x.format}
          label={{ value: xLabel, position: 'insideBottom', offset: scaled(-12), ...axisLabel }}
        />
        <YAxis
          {...axis}
          axisLine={false}
          width={scaled(y.width)}
          scale={y.scale}
          domain={[y.ticks[0] ?? 0, y.ticks.at(-1) ?? 1]}
          ticks={[...y.ticks]}
          tickFormatter={y.format}
        />
        {lines.map(({ value, text }) => (
          <ReferenceLine
            key={text}
            y={value}
            stroke="var(--muted)"
            strokeDasharray="4 4"
            label={{ value: text, position: 'insideBottomLeft', ...axisLabel }}
          />
        ))}
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--line-strong)' }}
          content={({ payload }) => {
            const row = payload[0]?.payload as Row | undefined;
            return row ? (
              <HoverBox title={`${x.format(row.x)} ${xLabel}`}>
                {series.map(({ id, label }, place) => {
                  const value = row.values[place] ?? null;
                  return (
                    value !== null && (
                      <p key={id}>
                        {label}: {y.format(value)}
                      </p>
                    )
                  );
                })}
              </HoverBox>
            ) : null;
          }}
        />
        {series.map((item, place) => (
          <SeriesLine key={item.id} series={item} dataKey={(row: Row) => row.values[place] ?? null}>
            <ErrorBar
              dataKey={(row: Row) => row.errors[place] ?? null}
              width={4}
              stroke={seriesColor(item.color)}
              strokeWidth={1.5}
              isAnimationActive={false}
            />
          </SeriesLine>
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}
