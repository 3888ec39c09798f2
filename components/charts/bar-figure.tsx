import type { ReactNode } from 'react';
import { type Column, Table } from '../ui/table';
import { ChartWithTable } from './chart-with-table';
import { LazyBarChart } from './lazy';
import { type Bar, quantity } from './series';
import { SeriesName } from './series-sign';

/** One quantity for every series: chart and table. `unit` follows every number: `calls`, `tokens`, `s`. */
export function BarFigure({
  title,
  provenance,
  bars,
  unit,
}: {
  title: string;
  provenance: ReactNode;
  bars: readonly Bar[];
  unit: string;
}) {
  const columns: Column<Bar>[] = [
    { id: 'series', title: 'Strategy', cell: bar => <SeriesName series={bar} /> },
    { id: 'value', title: unit, numeric: true, cell: bar => quantity(bar.value) },
  ];
  if (bars.some(bar => bar.low !== undefined && bar.high !== undefined)) {
    columns.push({
      id: 'spread',
      title: 'from to',
      numeric: true,
      cell: ({ low, high }) => (low === undefined || high === undefined ? '' : `${quantity(low)} to ${quantity(high)}`),
    });
  }
  if (bars.some(bar => bar.n !== undefined)) {
    columns.push({ id: 'n', title: 'n', numeric: true, cell: bar => bar.n ?? '' });
  }
  return (
    <ChartWithTable
      title={title}
      provenance={provenance}
      chart={<LazyBarChart bars={bars} unit={unit} />}
      table={scrolls => (
        <Table caption={title} scrolls={scrolls} rows={bars} rowKey={bar => bar.id} columns={columns} />
      )}
    />
  );
}
