import { ChartWithTable } from '@/components/charts/chart-with-table';
import { powersAround } from '@/components/charts/curve-ticks';
import { LazyCurveChart } from '@/components/charts/lazy';
import { Legend } from '@/components/charts/legend';
import { Provenance } from '@/components/ui/provenance';
import { sizeText } from '@/components/ui/size';
import { contextSteps, memoryCurves } from '@/lib/panels/kv-cache/calculator/curves';
import { CurveTable } from './curve-table';
import type { CalculatorProps } from './use-calculator';
import { tokensText } from './words';

const title = 'Memory of one sequence, by context';

/** Bytes over context, one line for the plain cache and one for each technique. */
export function MemoryFigure({ state, calculation }: CalculatorProps) {
  const curves = memoryCurves(calculation, state);
  const values = curves.flatMap(({ points }) => points.map(({ value }) => value));
  return (
    <ChartWithTable
      title={title}
      provenance={<Provenance kind="computed">for {calculation.title}; both axes are logarithmic</Provenance>}
      legend={<Legend series={curves} />}
      chart={
        <LazyCurveChart
          series={curves.map(({ points, ...curve }) => ({ ...curve, points: points.filter(({ value }) => value > 0) }))}
          xLabel="tokens"
          x={{ scale: 'log', ticks: contextSteps(state.context), format: tokensText }}
          y={{ scale: 'log', ticks: powersAround(values), format: sizeText, width: 62 }}
        />
      }
      table={scrolls => (
        <CurveTable caption={title} curves={curves} xTitle="Tokens" x={tokensText} y={sizeText} scrolls={scrolls} />
      )}
    />
  );
}
