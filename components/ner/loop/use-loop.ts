'use client';

import { useMemo } from 'react';
import { resultsOf } from '@/components/trace/live-run';
import { usePaced } from '@/components/workbench/evaluation/use-paced';
import { isBusy, type RunView } from '@/components/workbench/state';
import { judgedByHand, type LoopByHand } from '@/lib/panels/ner/hand/gold';
import { registry } from '@/lib/panels/ner/registry';
import { type Loop, loopOf } from '@/lib/panels/ner/report/loop';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { useHand } from '../hand/hand-store';

/**
 * The loop of a run, with the annotations of the person as gold where they count; while the run goes on, no more often than can be read.
 */
export function useLoop(run: RunView<NerSettings>): LoopByHand {
  const live = usePaced(run.live, isBusy(run));
  const { experiment } = run;
  const { byHand, counts } = useHand(experiment.settings.corpus);
  const loop = useMemo(() => loopOf(experiment, resultsOf(live), registry), [experiment, live]);
  return useMemo(() => judgedByHand(loop, byHand, counts), [loop, byHand, counts]);
}

/** What every stage and its miniature is drawn from. */
export interface StageProps {
  run: RunView<NerSettings>;
  loop: Loop;
}
