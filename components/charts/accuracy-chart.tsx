'use client';

import { ErrorBar } from 'recharts';
import { seriesColor } from '../ui/palette';
import { type AccuracyRow, accuracyRows } from './accuracy-rows';
import { HoverBox } from './hover-box';
import { type AccuracySeries, percent } from './series';
import { SeriesLine } from './series-line';
import { SizeChart, sizesOf } from './size-chart';

const yAxis = {
  width: 52,
  domain: [0, 100],
  ticks: [0, 25, 50, 75, 100],
  tickFormatter: (value: number) => `${value}\u202f%`,
};

/** Shares in per cent over x, one line a series, with an interval at every point. Screen readers use the table of `AccuracyFigure`. */
export function AccuracyChart({
  series,
  xLabel,
  height = 300,
}: {
  series: readonly AccuracySeries[];
  xLabel: string;
  /** In pixels at a root font size of 16 pixels. */
  height?: number;
}) {
  return (
    <SizeChart
      rows={accuracyRows(series)}
      xOf={row => row.at}
      sizes={sizesOf(series)}
      xLabel={xLabel}
      yAxis={yAxis}
      height={height}
      hover={row => <Hover row={row} xLabel={xLabel} />}
    >
      {series.map(item => (
        <SeriesLine
          key={item.id}
          series={item}
          dataKey={(row: AccuracyRow) => (row.series === item ? row.value : null)}
        >
          <ErrorBar
            dataKey={(row: AccuracyRow) => (row.series === item ? row.error : null)}
            width={4}
            stroke={seriesColor(item.color)}
            strokeWidth={1.5}
            isAnimationActive={false}
          />
        </SeriesLine>
      ))}
    </SizeChart>
  );
}

function Hover({ row, xLabel }: { row: AccuracyRow; xLabel: string }) {
  const point = row.series.points.find(candidate => candidate.x === row.x);
  if (!point) return null;
  return (
    <HoverBox title={row.series.label}>
      <p>
        {percent(point.value)} at {point.x} {xLabel}
      </p>
      <p className="text-caption text-muted">
        {percent(point.low)} to {percent(point.high)}, n = {point.n}
      </p>
    </HoverBox>
  );
}
