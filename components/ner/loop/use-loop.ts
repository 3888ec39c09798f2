'use client';

import { useMemo } from 'react';
import { type LiveRun, resultsOf } from '@/components/trace/live-run';
import { usePaced } from '@/components/workbench/evaluation/use-paced';
import { isBusy, type RunView } from '@/components/workbench/state';
import { judgedByHand, type LoopByHand } from '@/lib/panels/ner/hand/gold';
import type { NerInput } from '@/lib/panels/ner/phases';
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
  const asked = askedLabels(live);
  const loop = useMemo(() => {
    const found = loopOf(experiment, resultsOf(live), registry);
    return asked ? { ...found, labels: asked } : found;
  }, [experiment, live, asked]);
  return useMemo(() => judgedByHand(loop, byHand, counts), [loop, byHand, counts]);
}

/**
 * The labels that the run asks for, in the order of its prompts; undefined where no unit tells. Results tell the same, but a run that begins
 * has none.
 */
function askedLabels({ units }: LiveRun): readonly string[] | undefined {
  for (const { unit } of units.values()) {
    const input = unit.input as NerInput;
    if (input.kind !== 'vectors') return input.labels;
  }
  return undefined;
}

/** What every stage and its miniature is drawn from. */
export interface StageProps {
  run: RunView<NerSettings>;
  loop: Loop;
}
