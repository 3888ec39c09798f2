'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { LiveRun } from '@/components/trace/live-run';
import { isBusy, type RunView } from '@/components/workbench/state';
import { registry } from '@/lib/panels/ner/registry';
import { type AnnotationRow, annotationRowSteps } from '@/lib/panels/ner/report/annotation-rows';
import type { Loop } from '@/lib/panels/ner/report/loop';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { progressOf } from '../answers';
import { useSteps } from '../loop/use-steps';

/** Milliseconds between two drawings of the votes of sentences in progress. */
const pace = 800;

/** The latest state of a run that goes on, at most once in `pace` milliseconds, also while no unit ends. */
export function useLatest(live: LiveRun, isPaced: boolean): LiveRun {
  const [shown, show] = useState(live);
  const latest = useRef(live);
  useEffect(() => {
    latest.current = live;
  });
  useEffect(() => {
    if (!isPaced) return;
    const timer = setInterval(() => show(latest.current), pace);
    return () => clearInterval(timer);
  }, [isPaced]);
  // Another run is shown at once.
  return isPaced && shown.journal === live.journal && shown.total === live.total ? shown : live;
}

/** Units that are read at once. */
const readAtOnce = 1000;

const none: AnnotationRow[] = [];

/** The unlabelled sentences with the votes that have come. Of very many, the first drawing has none yet. */
export function useRows(run: RunView<NerSettings>, loop: Loop): AnnotationRow[] {
  const live = useLatest(run.live, isBusy(run));
  const { settings } = run.experiment;
  const make = useCallback(
    () =>
      annotationRowSteps(
        Array.from(live.units.values(), trace => progressOf(trace, settings.answers)),
        loop.latest,
        settings,
        registry,
      ),
    [live, loop, settings],
  );
  return useSteps(make, live.units.size <= readAtOnce).value ?? none;
}
