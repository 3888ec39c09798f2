import { ChartWithTable } from '@/components/charts/chart-with-table';
import { stepsTo } from '@/components/charts/curve-ticks';
import { LazyCurveChart } from '@/components/charts/lazy';
import { Legend } from '@/components/charts/legend';
import { Provenance } from '@/components/ui/provenance';
import { headlines, preservedRatio, throughputCurves } from '@/lib/panels/kv-cache/calculator/curves';
import { CurveTable } from './curve-table';
import type { CalculatorProps } from './use-calculator';
import { factorText } from './words';

const title = 'Throughput gained by compression';

/** How many times more tokens a second at each ratio of compression, with what the paper of DMC states beside it. */
export function ThroughputFigure({ state, calculation }: CalculatorProps) {
  const curves = throughputCurves(calculation, state);
  const most = Math.max(
    ...headlines.map(({ factor }) => factor),
    ...curves.flatMap(({ points }) => points.map(({ value }) => value)),
  );
  return (
    <div className="min-w-0 space-y-2">
      {curves.length === 0 ? (
        <section>
          <h3 className="text-lg font-semibold">{title}</h3>
          <p className="text-muted">No sequence fits without compression, so there is nothing to compare with.</p>
        </section>
      ) : (
        <ChartWithTable
          title={title}
          provenance={
            <Provenance kind="computed">
              by the roofline (bytes over bandwidth, operations over peak), for a cache whose growing part is compressed
              at a ratio; 1 is without
            </Provenance>
          }
          legend={<Legend series={curves} />}
          chart={
            <LazyCurveChart
              series={curves}
              xLabel="compression ratio"
              x={{ scale: 'linear', ticks: [1, 2, 3, 4, 5, 6, 7, 8], format: factorText }}
              y={{ scale: 'linear', ticks: stepsTo(most), format: factorText, width: 44 }}
              lines={headlines.map(({ factor }) => ({ value: factor, text: `quoted: ${factorText(factor)}` }))}
            />
          }
          table={scrolls => (
            <CurveTable
              caption={title}
              curves={curves}
              xTitle="Ratio"
              x={factorText}
              y={factorText}
              scrolls={scrolls}
            />
          )}
        />
      )}
      {headlines.map(({ text, source }) => (
        <Provenance key={source} kind="quoted">
          throughput {text}; the abstract does not say at which ratio: {source}
        </Provenance>
      ))}
      <Provenance kind="quoted">
        quality of the original model kept up to {preservedRatio} times compression: arXiv 2403.09636, abstract
      </Provenance>
    </div>
  );
}
