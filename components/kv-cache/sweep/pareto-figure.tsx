'use client';

import { useState } from 'react';
import { ChartWithTable } from '@/components/charts/chart-with-table';
import { LazyCurveChart } from '@/components/charts/lazy';
import { Legend } from '@/components/charts/legend';
import { percent, quantity } from '@/components/charts/series';
import { Provenance } from '@/components/ui/provenance';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Select } from '@/components/ui/select';
import { sizeText } from '@/components/ui/size';
import { Table } from '@/components/ui/table';
import { titleOf } from '@/lib/panels/kv-cache/registry';
import { costs, logTicks, paretoOf, qualities, roundTicks } from '@/lib/panels/kv-cache/report/pareto';
import type { SweepRow } from '@/lib/panels/kv-cache/report/sweep';
import { seriesOf } from '@/lib/panels/kv-cache/series';

const shareTicks = [0, 0.25, 0.5, 0.75, 1];

/** Quality against cost: one line a policy, its budgets as points. */
export function ParetoFigure({ rows, texts }: { rows: readonly SweepRow[]; texts: number }) {
  const [qualityId, chooseQuality] = useState('kl');
  const [costId, chooseCost] = useState('bytes');
  const offered = qualities.filter(({ of }) => rows.some(row => of(row) !== null));
  const quality = offered.find(({ id }) => id === qualityId) ?? offered[0];
  const cost = costs.find(({ id }) => id === costId) ?? costs[0];
  if (!quality || !cost) return null;
  const series = paretoOf(rows, cost, quality).map(({ policy, points }) => {
    const { learned = null } = points[0]?.row ?? {};
    return {
      ...{ id: policy, label: titleOf({ policy, learned }), color: seriesOf(policy) },
      points: points.map(({ x, estimate: { value, low, high } }) => ({
        ...{ x, value },
        ...(low !== null && high !== null ? { low, high } : {}),
      })),
    };
  });
  // Intervals belong to what is drawn, but for those that reach 0.
  const ends = series.flatMap(({ points }) => points.flatMap(({ value, high = value }) => [value, high]));
  const most = Math.max(0, ...series.flatMap(({ points }) => points.map(({ x }) => x)));
  const valueText = quality.isShare ? percent : quantity;
  const costText = cost.id === 'bytes' ? sizeText : quantity;
  const title = `${quality.title}, by ${cost.title}`;
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
        <Select
          label="Quality"
          value={quality.id}
          onChange={chooseQuality}
          options={offered.map(({ id, title: label }) => ({ value: id, label }))}
        />
        <SegmentedControl
          label="Cost"
          value={cost.id}
          onChange={chooseCost}
          segments={costs.map(({ id }) => ({ value: id, label: id === 'bytes' ? 'Bytes held' : 'Slots read' }))}
        />
      </div>
      <ChartWithTable
        title={title}
        provenance={
          <Provenance kind="measured" n={texts}>
            texts; bars: 95{'\u202f'}% intervals over texts
            {quality.isLog && '; values of 0, such as the full cache against itself, have no place on this axis'}
          </Provenance>
        }
        legend={<Legend series={series} />}
        chart={
          <LazyCurveChart
            series={series}
            xLabel={cost.title}
            x={{ scale: 'linear', ticks: roundTicks(most), format: costText }}
            y={{
              scale: quality.isLog ? 'log' : 'linear',
              ticks: quality.isLog ? logTicks(ends) : shareTicks,
              format: valueText,
              width: 62,
            }}
          />
        }
        table={scrolls => (
          <Table
            caption={title}
            scrolls={scrolls}
            rows={series.flatMap(({ label, points }) => points.map(point => ({ label, ...point })))}
            rowKey={({ label, x }) => `${label} ${x}`}
            columns={[
              { id: 'policy', title: 'Policy', cell: ({ label }) => label },
              { id: 'cost', title: cost.title, numeric: true, cell: ({ x }) => costText(x) },
              { id: 'value', title: quality.title, numeric: true, cell: ({ value }) => valueText(value) },
              {
                id: 'interval',
                title: '95\u202f% interval',
                numeric: true,
                cell: ({ low, high }) =>
                  low === undefined || high === undefined ? 'none' : `${valueText(low)} to ${valueText(high)}`,
              },
            ]}
          />
        )}
      />
    </div>
  );
}
