'use client';

import { useId, useState } from 'react';
import { quantity } from '@/components/charts/series';
import { SeriesMarker } from '@/components/ui/marker';
import { seriesColor } from '@/components/ui/palette';
import { Provenance } from '@/components/ui/provenance';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Skeleton } from '@/components/ui/skeleton';
import { switchesOf, type Strategy } from '@/lib/panels/divide-and-conquer/strategies/contract';
import type { FlowExample } from '@/lib/panels/divide-and-conquer/flow/flow';
import { describeFlow } from '@/lib/panels/divide-and-conquer/flow/describe';
import { FlowDiagram } from './flow-diagram';
import { useFlow, type Doers } from './use-flow';

const doers = [
  { value: 'model', label: 'model' },
  { value: 'code', label: 'code' },
];

/** One strategy: what it does, how its calls follow one another on a small problem, and what that costs. */
export function GuideCard({ strategy, place, example }: { strategy: Strategy; place: number; example: FlowExample }) {
  const id = useId();
  const [by, setBy] = useState<Doers>({ split: 'model', merge: 'model' });
  const unsupported = example.prompts.unsupported[strategy.id];
  const switches = switchesOf(strategy);
  return (
    <section aria-labelledby={id} className="min-w-0 space-y-2 rounded-md border border-line bg-surface p-4">
      <h3 id={id} className="flex items-center gap-2 font-semibold">
        <SeriesMarker index={place} />
        {strategy.title}
      </h3>
      <p className="text-sm">{strategy.summary}</p>
      {unsupported === undefined ? (
        <>
          <Drawn strategy={strategy} place={place} example={example} by={by} />
          {switches.length > 0 && (
            <div className="flex flex-wrap gap-x-4 gap-y-2">
              {switches.map(stage => (
                <span key={stage} className="inline-flex items-center gap-2 text-sm">
                  {stage} by
                  <SegmentedControl
                    label={`${strategy.title}: ${stage} by`}
                    size="small"
                    value={by[stage]}
                    onChange={value => setBy({ ...by, [stage]: value as Doers['split'] })}
                    segments={doers}
                  />
                </span>
              ))}
            </div>
          )}
        </>
      ) : (
        <p className="rounded-md bg-sunken px-3 py-2 text-sm text-muted">
          Not used on {example.title}. {unsupported}
        </p>
      )}
    </section>
  );
}

function Drawn({
  strategy,
  place,
  example,
  by,
}: {
  strategy: Strategy;
  place: number;
  example: FlowExample;
  by: Doers;
}) {
  const flow = useFlow(strategy, example, by);
  if (!flow) return <Skeleton className="h-32 w-full" />;
  const facts = [
    ['calls', flow.calls],
    ['deep', flow.depth],
    ['at once', flow.width],
  ] as const;
  return (
    <>
      <FlowDiagram flow={flow} color={seriesColor(place)} />
      {/* The picture's name says the same. */}
      <p aria-hidden className="text-sm text-muted">
        {describeFlow(flow)}
      </p>
      <div className="flex flex-wrap items-baseline gap-x-4">
        {facts.map(([word, value]) => (
          <span key={word} className="text-sm whitespace-nowrap">
            <span className="font-semibold tabular-nums">{quantity(value)}</span>{' '}
            {word === 'calls' && value === 1 ? 'call' : word}
          </span>
        ))}
      </div>
      <Provenance kind="computed">on {example.title}, from the program itself</Provenance>
    </>
  );
}
