'use client';

import type { TracedCall } from '@/components/trace/call';
import { outcomeOf } from '@/lib/evaluation/outcome';
import { lineOfValue } from '@/lib/evaluation/shorten';
import { useViews } from '../context';

/** A step in words, and what came of it: `Answered: Divide and conquer / split 48 | 21`. */
export function StepWords({ step }: { step: TracedCall }) {
  const { stepName } = useViews();
  const isCall = step.entry?.kind !== 'value';
  return (
    <>
      <span className="text-muted">{isCall ? 'Answered:' : 'Computed by code:'}</span> {stepName(step)}{' '}
      <span className="font-mono">{step.status === 'failed' ? 'failed' : lineOfValue(outcomeOf(step.entry))}</span>
    </>
  );
}
