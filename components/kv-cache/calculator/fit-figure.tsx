import { ChartWithTable } from '@/components/charts/chart-with-table';
import { LazyBarChart } from '@/components/charts/lazy';
import { SeriesName } from '@/components/charts/series-sign';
import { Provenance } from '@/components/ui/provenance';
import { Table } from '@/components/ui/table';
import { batchBars } from '@/lib/panels/kv-cache/calculator/curves';
import type { CalculatorProps } from './use-calculator';
import { tokensText, whole } from './words';

/** How many sequences fit on the device, with the plain cache and with each technique. */
export function FitFigure({ state, calculation }: CalculatorProps) {
  const { device, usable } = calculation.deployment;
  const bars = batchBars(calculation, state);
  const title = `Sequences of ${tokensText(state.context)} tokens that fit`;
  const isEndless = bars.some(({ value }) => value === Infinity);
  return (
    <ChartWithTable
      title={title}
      provenance={
        <Provenance kind="computed">
          beside the weights in {Math.round(100 * usable)} % of the memory of one {device.title}
        </Provenance>
      }
      chart={
        isEndless ? (
          <p className="text-muted">Nothing is stored, so any number fits.</p>
        ) : (
          <LazyBarChart bars={bars} unit="fit" />
        )
      }
      table={scrolls => (
        <Table
          caption={title}
          scrolls={scrolls}
          rows={bars}
          rowKey={({ id }) => id}
          columns={[
            { id: 'way', title: 'Cache', cell: bar => <SeriesName series={bar} /> },
            {
              id: 'value',
              title: 'Sequences',
              numeric: true,
              cell: ({ value }) => (value === Infinity ? 'any number' : whole(value)),
            },
          ]}
        />
      )}
    />
  );
}
