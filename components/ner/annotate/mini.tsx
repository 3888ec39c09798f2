'use client';

import { useMemo } from 'react';
import { isBusy } from '@/components/workbench/state';
import { sentenceProgress } from '@/lib/panels/ner/report/sentence-progress';
import { progressOf } from '../answers';
import type { StageProps } from '../loop/use-loop';
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
      <span aria-hidden className="flex max-h-16 flex-wrap gap-px overflow-hidden">
        {all
          .filter((_, at) => at % every === 0)
          .map(({ unit, state, answers: arrived, share }) => (
            <span
              key={unit}
              className={`size-1.5 rounded-[1px] forced-color-adjust-none ${
                state === 'failed' ? 'bg-danger' : state === 'done' || state === 'running' ? 'bg-accent' : 'bg-line'
              }`}
              style={
                state === 'done'
                  ? { opacity: share === null ? 0.15 : 0.15 + 0.85 * share ** 2 }
                  : state === 'running'
                    ? { opacity: 0.1 + (0.3 * arrived) / Math.max(1, answers) }
                    : undefined
              }
            />
          ))}
      </span>
      <span className="mt-1 block text-caption">
        {done.toLocaleString('en')} of {all.length.toLocaleString('en')} annotated, {answers} answers each
      </span>
    </>
  );
}
