'use client';

import { HoverBox } from './hover-box';
import { type CostSeries, withUnit } from './series';
import { SeriesLine } from './series-line';
import { SizeChart, sizesOf } from './size-chart';

/** The costs of all series at one size, in the order of the series. Null where a series has none. */
interface CostRow {
  size: number;
  values: (number | null)[];
}

/** The mean cost of a problem over its size, one line a series. The axis is logarithmic, because costs differ by powers of ten. */
export function CostChart({ series, unit, xLabel }: { series: readonly CostSeries[]; unit: string; xLabel: string }) {
  const sizes = sizesOf(series);
  const rows: CostRow[] = sizes.map(size => ({
    size,
    values: series.map(({ points }) => points.find(({ x }) => x === size)?.value ?? null),
  }));
  const most = Math.max(10, ...rows.flatMap(({ values }) => values.map(value => value ?? 0)));
  const ticks = Array.from({ length: Math.ceil(Math.log10(most)) + 1 }, (_, power) => 10 ** power);
  return (
    <SizeChart
      rows={rows}
      xOf={row => row.size}
      sizes={sizes}
      xLabel={xLabel}
      yAxis={{
        width: 62,
        scale: 'log',
        domain: [1, ticks.at(-1) ?? 10],
        ticks,
        tickFormatter: (value: number) => value.toLocaleString('en'),
      }}
      height={220}
      hover={({ size, values }) => (
        <HoverBox title={withUnit(size, xLabel)}>
          {series.map(({ id, label }, place) => {
            const value = values[place] ?? null;
            return (
              value !== null && (
                <p key={id}>
                  {label}: {withUnit(value, unit)}
                </p>
              )
            );
          })}
        </HoverBox>
      )}
    >
      {series.map((item, place) => (
        <SeriesLine key={item.id} series={item} dataKey={(row: CostRow) => row.values[place] ?? null} />
      ))}
    </SizeChart>
  );
}
