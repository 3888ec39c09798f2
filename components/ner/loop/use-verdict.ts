'use client';

import { useCallback } from 'react';
import { isBusy } from '@/components/workbench/state';
import type { SystemScore } from '@/lib/panels/ner/report/comparison';
import { type Verdict, verdictSteps } from '@/lib/panels/ner/report/verdict';
import { rankingMetric } from '../infer/metrics';
import type { StageProps } from './use-loop';
import { useScores } from './use-scores';
import { useSteps } from './use-steps';

/** Test sentences of which the verdict is found at once. */
const judgedAtOnce = 500;

/**
 * The scores of all conditions by the first metric, and what the model's own demonstrations did to them: undefined before the run has ended,
 * since a test that is repeated while a run goes on proves nothing.
 */
export function useVerdict(
  run: StageProps['run'],
  loop: StageProps['loop'],
): { scores: SystemScore[] | null; verdict: Verdict | null | undefined } {
  const { value: scores, isCurrent } = useScores(loop, rankingMetric);
  const isComplete = !isBusy(run) && run.live.done === run.live.total && isCurrent;
  const judged = isComplete ? scores : null;
  const make = useCallback(
    function* () {
      return judged ? yield* verdictSteps(judged) : undefined;
    },
    [judged],
  );
  const { value, isCurrent: isJudged } = useSteps(make, loop.tests.length <= judgedAtOnce);
  return { scores, verdict: isJudged ? value : undefined };
}
