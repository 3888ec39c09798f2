'use client';

import { useState } from 'react';
import { ChartWithTable } from '@/components/charts/chart-with-table';
import { powersAround } from '@/components/charts/curve-ticks';
import { LazyCurveChart } from '@/components/charts/lazy';
import { quantity } from '@/components/charts/series';
import { Provenance } from '@/components/ui/provenance';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { batchCurve, contextCurve } from '@/lib/panels/kv-cache/calculator/curves';
import { CurveTable } from './curve-table';
import type { CalculatorProps } from './use-calculator';
import { tokensText, whole } from './words';

const views = [
  { value: 'batch', label: 'By batch' },
  { value: 'context', label: 'By context' },
];

/** Tokens a second of all sequences together, over the batch or over the context. */
export function RateFigure({ state, calculation }: CalculatorProps) {
  const [over, setOver] = useState('batch');
  const isBatch = over === 'batch';
  const curve = isBatch ? batchCurve(calculation, state) : contextCurve(calculation, state);
  const title = isBatch ? 'Tokens a second, by batch' : 'Tokens a second, by context';
  const x = isBatch ? whole : tokensText;
  const xTitle = isBatch ? 'Sequences' : 'Tokens';
  const values = curve.points.map(({ value }) => value);
  const places = curve.points.map(point => point.x);
  return (
    <div className="min-w-0 space-y-2">
      <SegmentedControl label="Throughput" size="small" value={over} onChange={setOver} segments={views} />
      {places.length === 0 ? (
        <p className="text-muted">No sequence fits beside the weights.</p>
      ) : (
        <ChartWithTable
          title={title}
          provenance={
            <Provenance kind="computed">
              by the roofline, an upper bound;{' '}
              {isBatch ? `at ${tokensText(state.context)} tokens` : 'each with the largest batch that fits'}, all that
              is chosen applied
            </Provenance>
          }
          chart={
            <LazyCurveChart
              series={[curve]}
              xLabel={xTitle.toLowerCase()}
              x={{
                scale: 'log',
                ticks: places.length > 1 ? places : [places[0] ?? 1, 2 * (places[0] ?? 1)],
                format: x,
              }}
              y={{ scale: 'log', ticks: powersAround(values), format: quantity, width: 62 }}
            />
          }
          table={scrolls => (
            <CurveTable caption={title} curves={[curve]} xTitle={xTitle} x={x} y={quantity} scrolls={scrolls} />
          )}
        />
      )}
    </div>
  );
}
