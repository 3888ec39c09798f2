'use client';

import { useState } from 'react';
import { Equal, EqualNot } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { lazily } from '@/components/ui/lazily';
import { Provenance } from '@/components/ui/provenance';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { useActions, useWorkbench } from '../context';
import { source } from '../source';
import { isBusy, type RunView } from '../state';
import { DifferenceMarks } from './difference-marks';
import { countsOf, standingOf } from './difference-words';
import type { Difference } from './divergence';
import { useComparison } from './use-comparison';

const DifferenceDialog = lazily(() => import('./difference-dialog').then(module => module.DifferenceDialog));

const sides = [
  { value: 'here', label: 'Here' },
  { value: 'recorded', label: 'Recorded' },
];

/** A recorded run that is repeated: which of the two is seen, how far they agree, and where they part. */
export function ComparisonBar({ original, run }: { original: RunView; run: RunView }) {
  const comparison = useComparison();
  const showsOriginal = useWorkbench(state => state.showsOriginal);
  const { showOriginal } = useActions();
  const [openAt, setOpenAt] = useState<number | null>(null);
  if (!comparison) return null;
  const isOver = !isBusy(run);
  const { differences } = comparison;
  const [first] = differences;
  const counts = countsOf(comparison);
  return (
    <section aria-label="Recorded and here" className="space-y-2 rounded-lg border border-line bg-surface px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="flex min-w-0 flex-1 items-center gap-2 font-semibold">
          {first ? (
            <EqualNot aria-hidden className="size-5 shrink-0 text-warning" />
          ) : (
            <Equal aria-hidden className="size-5 shrink-0 text-good" />
          )}
          {standingOf(comparison, isOver)}
        </p>
        <SegmentedControl
          label="Run in sight"
          size="small"
          value={showsOriginal ? 'recorded' : 'here'}
          onChange={side => showOriginal(side === 'recorded')}
          segments={sides}
        />
      </div>
      {first && <First difference={first} onOpen={() => setOpenAt(0)} />}
      <DifferenceMarks differences={differences} />
      {/* Told once, when it is known: the count above changes with every answer. */}
      <p role="status" className="sr-only">
        {first ? `The first difference: ${first.key}` : isOver ? standingOf(comparison, true) : ''}
      </p>
      <Provenance kind="measured" n={comparison.compared}>
        {counts && `${counts} (≠ below) · `}here: {source(run)} · recorded: {source(original)},{' '}
        {new Date(original.createdAt).toISOString().slice(0, 10)}
      </Provenance>
      {openAt !== null && differences[openAt] && (
        <DifferenceDialog
          difference={differences[openAt]}
          place={openAt}
          total={differences.length}
          onMove={setOpenAt}
          onClose={() => setOpenAt(null)}
        />
      )}
    </section>
  );
}

function First({ difference, onOpen }: { difference: Difference; onOpen: () => void }) {
  const { showUnit, select } = useActions();
  const isOneOfMany = useWorkbench(state => (state.run?.live.total ?? 0) > 1);
  const show = () => {
    if (isOneOfMany) showUnit(difference.path[0] ?? null);
    select(difference.key);
  };
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <p className="min-w-0 break-words">
        The first difference: <span className="font-mono text-sm">{difference.key}</span>
      </p>
      <span className="flex flex-wrap gap-2">
        <Button size="small" onClick={onOpen}>
          Compare the answers
        </Button>
        <Button size="small" variant="ghost" onClick={show}>
          Show it in the run
        </Button>
      </span>
    </div>
  );
}
