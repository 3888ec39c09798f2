'use client';

import { quantity, withUnit } from '@/components/charts/series';
import { FailureNotice } from '@/components/ui/notice';
import { seriesColor } from '@/components/ui/palette';
import { Provenance } from '@/components/ui/provenance';
import { Skeleton } from '@/components/ui/skeleton';
import { TakeAway } from '@/components/ui/take-away/take-away';
import { describeFlow } from '@/lib/panels/divide-and-conquer/flow/describe';
import type { FlowExample } from '@/lib/panels/divide-and-conquer/flow/example';
import type { Strategy } from '@/lib/panels/divide-and-conquer/strategies/contract';
import { FlowDiagram } from './flow-diagram';
import { type Executors, useFlow } from './use-flow';

/** The diagram of a strategy on a problem, in words too, and how many calls it takes. */
export function DrawnFlow({
  strategy,
  index,
  example,
  executors,
}: {
  strategy: Strategy;
  index: number;
  example: FlowExample;
  executors: Executors;
}) {
  const drawn = useFlow(strategy, example, executors);
  if (!drawn) return <Skeleton className="h-32 w-full" />;
  if ('failure' in drawn) return <FailureNotice failure={drawn.failure} />;
  const { flow } = drawn;
  return (
    <div data-take-away className="space-y-2">
      <div data-picture>
        <FlowDiagram flow={flow} color={seriesColor(index)} />
      </div>
      {/* The name of the diagram says the same. */}
      <p aria-hidden className="text-sm text-muted">
        {describeFlow(flow)}
      </p>
      <div className="flex items-center justify-between gap-x-3">
        <p className="text-sm">
          <span className="font-semibold">{withUnit(flow.calls, 'calls')}</span>
          {flow.calls > 1 && (
            <>
              , {quantity(flow.depth)} in the longest chain, at most {quantity(flow.width)} at once
            </>
          )}
        </p>
        <TakeAway title={`Flow of ${strategy.title}`} className="-my-1.5" />
      </div>
      <Provenance kind="computed">counted on {example.title}, from the calls that the program makes</Provenance>
    </div>
  );
}
