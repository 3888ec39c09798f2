'use client';

import { type ReactNode, useState } from 'react';
import { ChartWithTable } from '@/components/charts/chart-with-table';
import { LazyCostChart } from '@/components/charts/lazy';
import { Legend } from '@/components/charts/legend';
import { quantity } from '@/components/charts/series';
import { SeriesMarker } from '@/components/ui/marker';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Table } from '@/components/ui/table';
import { Term } from '@/components/ui/term';
import { type Cost, costOf, costSeriesOf, type StrategyRows } from './series';

const costs: { value: Cost; label: string }[] = [
  { value: 'calls', label: 'calls' },
  { value: 'tokens', label: 'tokens' },
];

/** The mean cost of a problem by size and strategy: calls, or prompt and completion tokens together. */
export function CostFigure({
  series,
  unit,
  provenance,
}: {
  series: readonly StrategyRows[];
  unit: string;
  provenance: ReactNode;
}) {
  const [cost, setCost] = useState<Cost>('calls');
  const title =
    cost === 'calls' ? (
      `Calls per problem, by ${unit}`
    ) : (
      <>
        <Term word="prompt tokens">Prompt</Term> and <Term word="completion tokens">completion tokens</Term> per
        problem, by {unit}
      </>
    );
  const drawn = costSeriesOf(series, cost);
  const rows = series.flatMap(item => item.rows.map(row => ({ item, row })));
  return (
    <ChartWithTable
      title={title}
      provenance={provenance}
      choice={
        <SegmentedControl
          label="Cost that is shown"
          size="small"
          className="mb-2"
          value={cost}
          onChange={value => setCost(value as Cost)}
          segments={costs}
        />
      }
      legend={<Legend series={drawn} />}
      chart={<LazyCostChart series={drawn} unit={cost} xLabel={unit} />}
      table={scrolls => (
        <Table
          caption={`Cost per problem, by ${unit}`}
          scrolls={scrolls}
          maxHeight="20rem"
          rows={rows}
          rowKey={({ item, row }) => `${item.id} ${row.size}`}
          columns={[
            {
              id: 'strategy',
              title: 'Strategy',
              cell: ({ item }) => (
                <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
                  <SeriesMarker index={item.color} />
                  {item.label}
                </span>
              ),
            },
            { id: 'size', title: unit, numeric: true, cell: ({ row }) => row.size },
            ...costs.map(({ value, label }) => ({
              id: value,
              title: label,
              numeric: true,
              cell: ({ row }: (typeof rows)[number]) => shown(costOf(row, value)),
            })),
            { id: 'n', title: 'n', numeric: true, cell: ({ row }) => row.n },
          ]}
        />
      )}
    />
  );
}

const shown = (value: number | null): string => (value === null ? 'not counted' : quantity(value));
