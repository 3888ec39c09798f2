'use client';

import { useMemo } from 'react';
import { resultsOf } from '@/components/trace/live-run';
import { usePaced } from '@/components/workbench/evaluation/use-paced';
import { isBusy, type RunView } from '@/components/workbench/state';
import { registry } from '@/lib/panels/ner/registry';
import { type Loop, loopOf } from '@/lib/panels/ner/report/loop';
import type { NerSettings } from '@/lib/panels/ner/settings';

/** The loop of a run; while the run goes on, no more often than can be read. */
export function useLoop(run: RunView<NerSettings>): Loop {
  const live = usePaced(run.live, isBusy(run));
  const { experiment } = run;
  return useMemo(() => loopOf(experiment, resultsOf(live), registry), [experiment, live]);
}

/** What every stage and its miniature is drawn from. */
export interface StageProps {
  run: RunView<NerSettings>;
  loop: Loop;
}
