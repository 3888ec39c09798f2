'use client';

import { Bar, BarChart, LabelList, Rectangle, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { seriesColor } from '../ui/palette';
import { axis } from './axis';
import { looksOf } from './bar-style';
import { withUnit, type BarGroup, type GroupPart } from './series';

interface Place {
  x?: number | string;
  y?: number | string;
  width?: number | string;
  height?: number | string;
  index?: number;
}

/** Lying bars in groups, one group a series and one bar a part, each with its number at its end. A picture only: see `GroupFigure`. */
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
  return (
    <ResponsiveContainer width="100%" height={groups.length * (parts.length * 20 + 14) + 8}>
      <BarChart
        data={[...groups]}
        layout="vertical"
        margin={{ top: 4, right: 96, bottom: 4, left: 0 }}
        barCategoryGap={7}
        barGap={2}
        accessibilityLayer={false}
      >
        <XAxis type="number" hide domain={[0, most]} />
        <YAxis
          {...axis}
          type="category"
          dataKey="label"
          width={124}
          interval={0}
          axisLine={{ stroke: 'var(--line-strong)' }}
          tick={{ fill: 'var(--ink)', fontSize: 14 }}
        />
        {parts.map((part, place) => (
          <Bar
            key={part.id}
            // Not null: the library would leave the bar out and count the others anew.
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
                    fontSize={13}
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
