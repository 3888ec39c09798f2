'use client';

import { useMemo } from 'react';
import { isBusy } from '@/components/workbench/state';
import { type SentenceProgress, sentenceProgress } from '@/lib/panels/ner/report/sentence-progress';
import { progressOf } from '../answers';
import type { StageProps } from '../loop/use-loop';
import { type SquareLook, Squares } from './squares';
import { useLatest } from './use-rows';

/** At most so many squares: of more sentences, each stands for several. */
const most = 300;

/** A square a sentence, of a stronger colour the more its answers agree. */
export function AnnotateMini({ run, loop }: StageProps) {
  const { answers } = run.experiment.settings;
  const { units } = useLatest(run.live, isBusy(run));
  const all = useMemo(
    () =>
      sentenceProgress(
        Array.from(units.values(), trace => progressOf(trace, answers)),
        loop.latest,
        answers,
      ),
    [units, loop.latest, answers],
  );
  const every = Math.max(1, Math.ceil(all.length / most));
  const done = all.filter(({ state }) => state === 'done').length;
  return (
    <>
      <Squares looks={all.filter((_, at) => at % every === 0).map(one => lookOf(one, answers))} />
      <span className="mt-1 block text-caption">
        {done.toLocaleString('en')} of {all.length.toLocaleString('en')} annotated, {answers} answers each
      </span>
    </>
  );
}

function lookOf({ state, answers: arrived, share }: SentenceProgress, answers: number): SquareLook {
  if (state === 'failed') return { color: 'fill-danger', strength: 1 };
  if (state === 'done') return { color: 'fill-accent', strength: share === null ? 0.15 : 0.15 + 0.85 * share ** 2 };
  if (state === 'running') return { color: 'fill-accent', strength: 0.1 + (0.3 * arrived) / Math.max(1, answers) };
  return { color: 'fill-line', strength: 1 };
}
