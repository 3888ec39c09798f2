'use client';

import type { ReactNode } from 'react';
import { CartesianGrid, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis, type YAxisProps } from 'recharts';
import { axis, axisLabel, grid } from './axis';
import { useScaled } from './use-scaled';

/**
 * The frame of line charts over problem size: grid, axes and tooltip. The children are the lines. `xOf` is the place of a row on the x
 * axis, and `hover` draws the tooltip of a row.
 */
export function SizeChart<Row extends object>({
  rows,
  xOf,
  sizes,
  xLabel,
  yAxis,
  height,
  hover,
  children,
}: {
  rows: Row[];
  xOf: (row: Row) => number;
  /** The ticks of the x axis, ascending. */
  sizes: readonly number[];
  xLabel: string;
  /** Width in pixels at a root font size of 16 pixels, domain, ticks and their text. */
  yAxis: Pick<YAxisProps, 'domain' | 'scale' | 'tickFormatter'> & { width: number; ticks: number[] };
  /** In pixels at a root font size of 16 pixels. */
  height: number;
  hover: (row: Row) => ReactNode;
  children: ReactNode;
}) {
  const scaled = useScaled();
  return (
    <ResponsiveContainer width="100%" height={scaled(height)}>
      <LineChart data={rows} margin={{ top: 10, right: 12, bottom: scaled(20), left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} {...grid} />
        <XAxis
          {...axis}
          dataKey={xOf}
          type="number"
          height={scaled(30)}
          domain={[(sizes[0] ?? 1) - 0.4, (sizes.at(-1) ?? 1) + 0.4]}
          ticks={[...sizes]}
          interval={0}
          label={{ value: xLabel, position: 'insideBottom', offset: scaled(-12), ...axisLabel }}
        />
        <YAxis {...axis} axisLine={false} {...yAxis} width={scaled(yAxis.width)} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--line-strong)' }}
          content={({ payload }) => {
            const row = payload[0]?.payload as Row | undefined;
            return row ? hover(row) : null;
          }}
        />
        {children}
      </LineChart>
    </ResponsiveContainer>
  );
}

/** The distinct values of x in all series, ascending. */
export const sizesOf = (series: readonly { points: readonly { x: number }[] }[]): number[] =>
  [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b);
