import type { ReactNode } from 'react';
import { Table } from '../ui/table';
import { ChartWithTable } from './chart-with-table';
import { LazyAccuracyChart } from './lazy';
import { Legend } from './legend';
import { type AccuracySeries, percent } from './series';
import { SeriesName } from './series-sign';

/** Accuracy over x for every series: chart, legend and table. `xLabel` names x in the plural: `digits`. */
export function AccuracyFigure({
  title,
  provenance,
  series,
  xLabel,
}: {
  title: string;
  provenance: ReactNode;
  series: readonly AccuracySeries[];
  xLabel: string;
}) {
  const rows = series.flatMap(item => item.points.map(point => ({ item, point })));
  return (
    <ChartWithTable
      title={title}
      provenance={provenance}
      legend={<Legend series={series} />}
      chart={<LazyAccuracyChart series={series} xLabel={xLabel} />}
      table={scrolls => (
        <Table
          caption={title}
          scrolls={scrolls}
          rows={rows}
          rowKey={row => `${row.item.id} ${row.point.x}`}
          columns={[
            { id: 'series', title: 'Strategy', cell: row => <SeriesName series={row.item} /> },
            { id: 'x', title: xLabel, numeric: true, cell: row => row.point.x },
            { id: 'value', title: 'Accuracy', numeric: true, cell: row => percent(row.point.value) },
            {
              id: 'interval',
              title: '95\u202f% interval',
              numeric: true,
              cell: row => `${percent(row.point.low)} to ${percent(row.point.high)}`,
            },
            { id: 'n', title: 'n', numeric: true, cell: row => row.point.n },
          ]}
        />
      )}
    />
  );
}
