'use client';

import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { axis, axisLabel, grid } from './axis';
import { withUnit } from './series';
import { MarkerPath } from '@/components/ui/marker';
import { seriesColor } from '@/components/ui/palette';
import { costOf, type Cost, type StrategyRows } from '@/components/divide-and-conquer/benchmark/series';

/** Mean cost of a problem over its size, one line a strategy. The axis is logarithmic: costs differ by powers of ten. */
export function CostChart({ series, cost, xLabel }: { series: readonly StrategyRows[]; cost: Cost; xLabel: string }) {
  const sizes = [...new Set(series.flatMap(({ rows }) => rows.map(({ size }) => size)))].sort((a, b) => a - b);
  const rows = sizes.map(size => ({
    size,
    ...Object.fromEntries(
      series.flatMap(({ id, rows: own }) => {
        const row = own.find(one => one.size === size);
        return row ? [[id, costOf(row, cost)]] : [];
      }),
    ),
  }));
  const most = Math.max(10, ...series.flatMap(item => item.rows.map(row => costOf(row, cost) ?? 0)));
  const ticks = Array.from({ length: Math.ceil(Math.log10(most)) + 1 }, (_, power) => 10 ** power);
  return (
    <ResponsiveContainer width="100%" height={220}>
      <LineChart data={rows} margin={{ top: 10, right: 12, bottom: 20, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} {...grid} />
        <XAxis
          {...axis}
          dataKey="size"
          type="number"
          domain={[(sizes[0] ?? 1) - 0.4, (sizes.at(-1) ?? 1) + 0.4]}
          ticks={sizes}
          interval={0}
          label={{ value: xLabel, position: 'insideBottom', offset: -12, ...axisLabel }}
        />
        <YAxis
          {...axis}
          axisLine={false}
          width={62}
          scale="log"
          domain={[1, ticks.at(-1) ?? 10]}
          ticks={ticks}
          tickFormatter={(value: number) => value.toLocaleString('en')}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--line-strong)' }}
          content={({ label }) => <Hover series={series} cost={cost} size={Number(label)} xLabel={xLabel} />}
        />
        {series.map(({ id, color }) => (
          <Line
            key={id}
            dataKey={id}
            connectNulls
            isAnimationActive={false}
            stroke={seriesColor(color)}
            strokeWidth={2}
            activeDot={false}
            dot={({ cx, cy, index }: { cx?: number; cy?: number; index?: number }) =>
              typeof cx === 'number' && typeof cy === 'number' ? (
                <MarkerPath key={index} index={color} x={cx} y={cy} />
              ) : (
                <g key={index} />
              )
            }
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}

function Hover({
  series,
  cost,
  size,
  xLabel,
}: {
  series: readonly StrategyRows[];
  cost: Cost;
  size: number;
  xLabel: string;
}) {
  const there = series.flatMap(({ id, label, rows }) => {
    const row = rows.find(one => one.size === size);
    const value = row && costOf(row, cost);
    return typeof value === 'number' ? [{ id, label, value }] : [];
  });
  if (there.length === 0) return null;
  return (
    <div className="rounded-md border border-line-strong bg-surface px-3 py-2 text-sm">
      <p className="font-semibold">{withUnit(size, xLabel)}</p>
      {there.map(({ id, label, value }) => (
        <p key={id}>
          {label}: {withUnit(value, cost)}
        </p>
      ))}
    </div>
  );
}
