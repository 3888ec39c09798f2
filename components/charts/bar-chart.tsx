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
import { axis } from './axis';
import { dashOf, withUnit, type Bar } from './series';

/** Lying bars, one a series, each with its number at its end. A picture only: see `BarFigure`. */
export function BarChart({ bars, unit }: { bars: readonly Bar[]; unit: string }) {
  const rows = bars.map(bar => ({
    ...bar,
    text: withUnit(bar.value, unit),
    error: [bar.value - (bar.low ?? bar.value), (bar.high ?? bar.value) - bar.value],
  }));
  const spread = bars.some(bar => bar.low !== undefined && bar.high !== undefined);
  return (
    <ResponsiveContainer width="100%" height={bars.length * 40 + 8}>
      <Chart
        data={rows}
        layout="vertical"
        margin={{ top: 4, right: 76, bottom: 4, left: 0 }}
        barCategoryGap={10}
        accessibilityLayer={false}
      >
        <XAxis type="number" hide domain={[0, Math.max(...bars.map(bar => bar.high ?? bar.value))]} />
        <YAxis
          {...axis}
          type="category"
          dataKey="label"
          width={124}
          axisLine={{ stroke: 'var(--line-strong)' }}
          tick={{ fill: 'var(--ink)', fontSize: 14 }}
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
              // A further model's bar is light, within dashes as its line has them.
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
              // Behind the whisker: bars begin at 0, so widths are in proportion to values.
              const reach = bar.value > 0 ? Number(width) * ((bar.high ?? bar.value) / bar.value) : 0;
              return (
                <text
                  x={Number(x) + reach + 8}
                  y={Number(y) + Number(height) / 2}
                  dy="0.35em"
                  fill="var(--ink)"
                  fontSize={14}
                >
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
