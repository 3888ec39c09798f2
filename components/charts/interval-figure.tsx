import type { ReactNode } from 'react';
import { type Column, Table } from '../ui/table';
import { ChartWithTable } from './chart-with-table';
import { IntervalChart } from './interval-chart';
import type { IntervalRow } from './interval-row';
import { SeriesName } from './series-sign';

/** Estimates with intervals, one a row: chart and table. With `hasZero`, they are differences, and zero is marked. */
export function IntervalFigure({
  title,
  provenance,
  rows,
  name,
  unit,
  hasZero = false,
  more = [],
}: {
  title: string;
  provenance: ReactNode;
  rows: readonly IntervalRow[];
  /** What a row is, as the head of its column. */
  name: string;
  /** Of the numbers: `F1`, `points`. */
  unit: string;
  hasZero?: boolean;
  /** Further columns of the table. */
  more?: readonly Column<IntervalRow>[];
}) {
  const written = (value: number): string => (hasZero ? signed(value) : value.toFixed(1));
  const columns: Column<IntervalRow>[] = [
    { id: 'name', title: name, cell: row => <SeriesName series={row} /> },
    ...(rows.some(({ group }) => group !== undefined)
      ? [{ id: 'group', title: 'Of', cell: ({ group }: IntervalRow) => group ?? '' }]
      : []),
    { id: 'value', title: unit, numeric: true, cell: ({ value }) => (value === null ? 'none' : written(value)) },
    {
      id: 'interval',
      title: '95\u202f% interval',
      numeric: true,
      cell: ({ low, high }) => (low === null || high === null ? 'none' : `${written(low)} to ${written(high)}`),
    },
    ...(rows.some(({ n }) => n !== undefined)
      ? [{ id: 'n', title: 'n', numeric: true, cell: ({ n }: IntervalRow) => n?.toLocaleString('en') ?? '' }]
      : []),
    ...more,
  ];
  return (
    <ChartWithTable
      title={title}
      provenance={provenance}
      chart={<IntervalChart rows={rows} hasZero={hasZero} written={written} />}
      table={scrolls => (
        <Table
          caption={`${title}, in ${unit}`}
          scrolls={scrolls}
          rows={rows}
          rowKey={({ id, group }) => `${group ?? ''} ${id}`}
          columns={columns}
        />
      )}
    />
  );
}

/** `+4.2`, `\u22121.0`, `0.0`. */
export function signed(value: number): string {
  const text = Math.abs(value).toFixed(1);
  return text === '0.0' ? text : `${value > 0 ? '+' : '\u2212'}${text}`;
}
