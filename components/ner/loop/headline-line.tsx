'use client';

import { useMemo } from 'react';
import { isBusy } from '@/components/workbench/state';
import { rankingMetric } from '../infer/metrics';
import { headline } from './headline';
import type { StageProps } from './use-loop';
import { useScores } from './use-scores';

/** What came out so far, in words. */
export function Headline({ run, loop }: StageProps) {
  const isComplete = !isBusy(run) && run.live.done === run.live.total;
  const { value: scores, isCurrent } = useScores(loop, rankingMetric);
  return useMemo(() => headline(loop, scores ?? [], isComplete && isCurrent), [loop, scores, isComplete, isCurrent]);
}
