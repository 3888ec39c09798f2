'use client';

import { useEffect, useRef } from 'react';
import { fromRecord } from '@/lib/core/failure';
import { useWorkbench } from '../context';
import { visibleRun } from '../replay/shown';
import { StepWords } from '../replay/step-words';
import { useShownStep } from './use-shown-step';

/** The one line of stage mode: what went wrong, the step of the replay, or what to see in the run. */
export function StageLine({ unknown }: { unknown: readonly string[] }) {
  const run = useWorkbench(visibleRun);
  const isOpening = useWorkbench(state => state.isOpening);
  const notice = useWorkbench(state => state.notices.at(-1));
  const step = useShownStep();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const trouble = notice
    ? fromRecord(notice).message
    : unknown.length > 0
      ? `The running order names what is not here: ${unknown.join(', ')}.`
      : undefined;
  const sentence = run ? run.sentence || run.title : '';
  return (
    <header className="text-xl leading-snug">
      <h1 ref={heading} tabIndex={-1} className="sr-only">
        Stage mode
      </h1>
      {run && <h2 className="sr-only">{run.title}</h2>}
      {trouble && (
        <p role="alert" className="font-semibold text-danger">
          {trouble}
        </p>
      )}
      {/* Both in one place, as high as the higher one, so that a step does not move the picture. */}
      <div className="grid min-h-7 *:col-start-1 *:row-start-1">
        <p className={step || isOpening ? 'invisible' : ''}>{sentence}</p>
        {isOpening ? (
          <p>{run ? 'Opening another run.' : 'Opening a run.'}</p>
        ) : (
          step && (
            <p className="truncate">
              <StepWords step={step} />
            </p>
          )
        )}
      </div>
    </header>
  );
}
