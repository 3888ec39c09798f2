import { SeriesName } from '@/components/charts/series-sign';
import { Table } from '@/components/ui/table';
import type { Curve } from '@/lib/panels/kv-cache/calculator/curves';

/** The numbers of curves: a row for every place, a column for every curve. */
export function CurveTable({
  caption,
  curves,
  xTitle,
  x,
  y,
  scrolls,
}: {
  caption: string;
  curves: readonly Curve[];
  xTitle: string;
  x: (value: number) => string;
  y: (value: number) => string;
  scrolls: boolean;
}) {
  const places = [...new Set(curves.flatMap(({ points }) => points.map(point => point.x)))].sort((a, b) => a - b);
  return (
    <Table
      caption={caption}
      scrolls={scrolls}
      rows={places}
      rowKey={String}
      columns={[
        { id: 'x', title: xTitle, numeric: true, cell: x },
        ...curves.map(curve => ({
          id: curve.id,
          title: <SeriesName series={curve} />,
          numeric: true,
          cell: (place: number) => {
            const value = curve.points.find(point => point.x === place)?.value;
            return value === undefined ? 'none' : y(value);
          },
        })),
      ]}
    />
  );
}
