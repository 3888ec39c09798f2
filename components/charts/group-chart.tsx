'use client';

import { Bar, BarChart, LabelList, Rectangle, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { seriesColor } from '../ui/palette';
import { axis, axisLabel, barTick } from './axis';
import { looksOf } from './bar-style';
import { type BarGroup, type GroupPart, withUnit } from './series';
import { useScaled } from './use-scaled';

interface Place {
  x?: number | string;
  y?: number | string;
  width?: number | string;
  height?: number | string;
  index?: number;
}

/** Horizontal bars in groups, one group a series and one bar a part, each with its number at its end. Screen readers use the table of `GroupFigure`. */
export function GroupChart({
  parts,
  groups,
  unit,
}: {
  parts: readonly GroupPart[];
  groups: readonly BarGroup[];
  unit: string;
}) {
  const most = Math.max(0, ...groups.flatMap(({ values }) => values.map(value => value ?? 0)));
  const scaled = useScaled();
  return (
    <ResponsiveContainer width="100%" height={scaled(groups.length * (parts.length * 20 + 14) + 8)}>
      <BarChart
        data={[...groups]}
        layout="vertical"
        margin={{ top: 4, right: scaled(96, 110), bottom: 4, left: 0 }}
        barCategoryGap={7}
        barGap={2}
        accessibilityLayer={false}
      >
        <XAxis type="number" hide domain={[0, most]} />
        <YAxis
          {...axis}
          type="category"
          dataKey="label"
          width={scaled(124, 150)}
          interval={0}
          axisLine={{ stroke: 'var(--line-strong)' }}
          tick={barTick}
        />
        {parts.map((part, place) => (
          <Bar
            key={part.id}
            // 0 in place of null, because recharts leaves null bars out and then numbers the others differently.
            dataKey={(group: BarGroup) => group.values[place] ?? 0}
            isAnimationActive={false}
            minPointSize={1}
            shape={({ x, y, width, height, index = 0 }: Place) =>
              groups[index]?.values[place] === null ? (
                <g />
              ) : (
                <Rectangle
                  x={Number(x)}
                  y={Number(y)}
                  width={Number(width)}
                  height={Number(height)}
                  radius={[0, 3, 3, 0]}
                  {...looksOf(part.look, seriesColor(groups[index]?.color ?? 0))}
                />
              )
            }
          >
            <LabelList
              content={({ x, y, width, height, index }) => {
                const value = groups[index ?? 0]?.values[place] ?? null;
                const text = value === null ? part.none : withUnit(value, unit);
                return (
                  <text
                    x={Number(x) + (value === null ? 0 : Number(width)) + 8}
                    y={Number(y) + Number(height) / 2}
                    dy="0.35em"
                    fill={value === null ? 'var(--muted)' : 'var(--ink)'}
                    fontSize={axisLabel.fontSize}
                  >
                    {text}
                  </text>
                );
              }}
            />
          </Bar>
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
