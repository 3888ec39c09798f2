'use client';

import { useId, useState } from 'react';
import { SeriesMarker } from '@/components/ui/marker';
import { SegmentedControl } from '@/components/ui/segmented-control';
import type { FlowExample } from '@/lib/panels/divide-and-conquer/flow/example';
import { type Executor, type Strategy, unsupportedReason } from '@/lib/panels/divide-and-conquer/strategies/contract';
import { switchesOf } from '@/lib/panels/divide-and-conquer/strategies/shared-fields';
import type { Summary } from '@/lib/panels/divide-and-conquer/summary';
import { DrawnFlow } from './drawn-flow';
import { MeasuredBars } from './measured-bars';
import { drawingOptions, type Executors } from './use-flow';

const choices = [
  { value: 'model', label: 'model' },
  { value: 'code', label: 'code' },
];

interface Drawing {
  strategy: Strategy;
  /** Index of the strategy in its registry, which is that of its colour. */
  index: number;
  example: FlowExample;
}

/** One strategy: what it does, when it helps, how its calls follow one another on a small problem, and how it was measured. */
export function GuideCard({ strategy, index, example, measured }: Drawing & { measured: Summary | null }) {
  const id = useId();
  const reason = unsupportedReason(strategy, example.prompts);
  return (
    <section aria-labelledby={id} className="min-w-0 space-y-2 rounded-md border border-line bg-surface p-4">
      <h3 id={id} className="flex items-center gap-2 font-semibold">
        <SeriesMarker index={index} />
        {strategy.title}
      </h3>
      <p className="text-sm">{strategy.summary}</p>
      <p className="text-sm text-muted">{strategy.helps}</p>
      {reason === undefined ? (
        <Switched strategy={strategy} index={index} example={example} />
      ) : (
        <p className="rounded-md bg-sunken px-3 py-2 text-sm text-muted">
          Not used on {example.title}. {reason}
        </p>
      )}
      {measured && <MeasuredBars summary={measured} strategy={strategy.id} index={index} />}
    </section>
  );
}

/** The flow, with a switch for every stage that code can do. */
function Switched({ strategy, index, example }: Drawing) {
  const switches = switchesOf(strategy);
  const [executors, setExecutors] = useState<Executors>({});
  const options = drawingOptions(strategy, executors);
  return (
    <>
      <DrawnFlow strategy={strategy} index={index} example={example} executors={executors} />
      {switches.length > 0 && (
        <div className="flex flex-wrap gap-x-4 gap-y-2">
          {switches.map(stage => (
            <span key={stage} className="inline-flex items-center gap-2 text-sm">
              {stage} by
              <SegmentedControl
                label={`${strategy.title}: ${stage} by`}
                size="small"
                value={String(options[stage])}
                onChange={value => setExecutors({ ...executors, [stage]: value as Executor })}
                segments={choices}
              />
            </span>
          ))}
        </div>
      )}
    </>
  );
}
