'use client';

import {
  Bar as BarMark,
  BarChart as Chart,
  ErrorBar,
  LabelList,
  Rectangle,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts';
import { seriesColor } from '../ui/palette';
import { axis, barTick } from './axis';
import { type Bar, dashOf, withUnit } from './series';
import { useScaled } from './use-scaled';

/** Horizontal bars, one a series, each with its number at its end. Screen readers use the table of `BarFigure`. */
export function BarChart({ bars, unit }: { bars: readonly Bar[]; unit: string }) {
  const rows = bars.map(bar => ({
    ...bar,
    text: withUnit(bar.value, unit),
    error: [bar.value - (bar.low ?? bar.value), (bar.high ?? bar.value) - bar.value],
  }));
  const spread = bars.some(bar => bar.low !== undefined && bar.high !== undefined);
  const scaled = useScaled();
  return (
    <ResponsiveContainer width="100%" height={scaled(bars.length * 40 + 8)}>
      <Chart
        data={rows}
        layout="vertical"
        margin={{ top: 4, right: scaled(76, 110), bottom: 4, left: 0 }}
        barCategoryGap={10}
        accessibilityLayer={false}
      >
        <XAxis type="number" hide domain={[0, Math.max(...bars.map(bar => bar.high ?? bar.value))]} />
        <YAxis
          {...axis}
          type="category"
          dataKey="label"
          width={scaled(124, 150)}
          axisLine={{ stroke: 'var(--line-strong)' }}
          tick={barTick}
        />
        <BarMark
          dataKey="value"
          isAnimationActive={false}
          minPointSize={1}
          shape={({
            x,
            y,
            width,
            height,
            index,
          }: {
            x?: number;
            y?: number;
            width?: number;
            height?: number;
            index?: number;
          }) => (
            <Rectangle
              x={x}
              y={y}
              width={width}
              height={height}
              radius={[0, 3, 3, 0]}
              fill={seriesColor(bars[index ?? 0]?.color ?? 0)}
              // The bars of models after the first are light, with the dashes of their lines as outline.
              {...((bars[index ?? 0]?.variant ?? 0) > 0 && {
                fillOpacity: 0.35,
                stroke: seriesColor(bars[index ?? 0]?.color ?? 0),
                strokeWidth: 1.5,
                strokeDasharray: dashOf(bars[index ?? 0]?.variant),
              })}
            />
          )}
        >
          {spread && (
            <ErrorBar dataKey="error" width={4} stroke="var(--ink)" strokeWidth={1.5} isAnimationActive={false} />
          )}
          <LabelList
            content={({ x, y, width, height, index }) => {
              const bar = rows[index ?? 0];
              if (!bar) return null;
              // The text is right of the error bar. Bars begin at 0, so widths are proportional to values.
              const reach = bar.value > 0 ? Number(width) * ((bar.high ?? bar.value) / bar.value) : 0;
              return (
                <text x={Number(x) + reach + 8} y={Number(y) + Number(height) / 2} dy="0.35em" {...barTick}>
                  {bar.text}
                </text>
              );
            }}
          />
        </BarMark>
      </Chart>
    </ResponsiveContainer>
  );
}
