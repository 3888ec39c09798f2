'use client';

import { useCallback, useMemo } from 'react';
import { isBusy } from '@/components/workbench/state';
import { verdictSteps } from '@/lib/panels/ner/report/verdict';
import { rankingMetric } from '../infer/metrics';
import { headline } from './headline';
import type { StageProps } from './use-loop';
import { useScores } from './use-scores';
import { useSteps } from './use-steps';

/** Test sentences of which the verdict is found at once. */
const judgedAtOnce = 500;

/** What came out so far, in words. */
export function Headline({ run, loop }: StageProps) {
  const { value: scores, isCurrent } = useScores(loop, rankingMetric);
  // While a run goes on, there is no test: one that is repeated proves nothing.
  const isComplete = !isBusy(run) && run.live.done === run.live.total && isCurrent;
  const judged = isComplete ? scores : null;
  const make = useCallback(
    function* () {
      return judged ? yield* verdictSteps(judged) : undefined;
    },
    [judged],
  );
  const { value, isCurrent: isJudged } = useSteps(make, loop.tests.length <= judgedAtOnce);
  const verdict = isJudged ? value : undefined;
  return useMemo(() => headline(loop, scores ?? [], verdict), [loop, scores, verdict]);
}
