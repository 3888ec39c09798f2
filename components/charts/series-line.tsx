import type { ReactNode } from 'react';
import { Line, type LineProps } from 'recharts';
import { seriesColor } from '../ui/palette';
import { dashOf, type Series } from './series';
import { SeriesMark } from './series-sign';

/** The line of one series with a marker at every point where it has a value. Must be a child of a recharts chart. */
export function SeriesLine({
  series,
  dataKey,
  children,
}: {
  series: Pick<Series, 'color' | 'variant'>;
  dataKey: LineProps['dataKey'];
  children?: ReactNode;
}) {
  return (
    <Line
      dataKey={dataKey}
      connectNulls
      isAnimationActive={false}
      stroke={seriesColor(series.color)}
      strokeWidth={2}
      strokeDasharray={dashOf(series.variant) ?? 'none'}
      activeDot={false}
      dot={({ cx, cy, index }: { cx?: number; cy?: number; index?: number }) =>
        typeof cx === 'number' && typeof cy === 'number' ? (
          <SeriesMark key={index} series={series} x={cx} y={cy} />
        ) : (
          <g key={index} />
        )
      }
    >
      {children}
    </Line>
  );
}
