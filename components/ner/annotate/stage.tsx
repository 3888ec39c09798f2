'use client';

import { lazily } from '@/components/ui/lazily';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Skeleton } from '@/components/ui/skeleton';
import { useRemembered } from '../loop/remembered';
import type { StageProps } from '../loop/use-loop';
import { VotesView } from './votes-view';

const HandView = lazily(
  () => import('../hand/hand-view').then(module => module.HandView),
  <Skeleton className="h-64 w-full" />,
);

/** The unlabelled sentences: what the answers of the model vote for, or what a person says. */
export function AnnotateStage({ run, loop }: StageProps) {
  const [view, show] = useRemembered(run, 'annotate view', 'votes');
  return (
    <div className="space-y-3">
      <SegmentedControl
        label="Who annotates"
        value={view}
        onChange={show}
        size="small"
        segments={[
          { value: 'votes', label: 'Votes of the model' },
          { value: 'hand', label: 'By hand' },
        ]}
      />
      {view === 'hand' ? <HandView run={run} loop={loop} /> : <VotesView run={run} loop={loop} />}
    </div>
  );
}
