'use client';

import { useMemo } from 'react';
import { registry } from '@/lib/panels/ner/registry';
import { scoreTests } from '@/lib/panels/ner/report/comparison';
import type { StageProps } from '../loop/use-loop';

/** F1 of each condition as a bar. */
export function InferMini({ loop }: StageProps) {
  const [metric] = registry.metrics;
  const scores = useMemo(
    () => (metric ? scoreTests(loop.conditions, loop.tests, loop.labels, metric) : []),
    [loop, metric],
  );
  return (
    <span className="block space-y-1">
      {scores.slice(0, 4).map(({ condition, evaluation }) => {
        const { f1 } = evaluation.total.score;
        return (
          <span key={condition.id} className="block truncate text-caption">
            <span className="block h-2 overflow-hidden rounded-sm bg-sunken" aria-hidden>
              <span
                className="block h-full bg-accent forced-color-adjust-none"
                style={{ width: `${100 * (f1 ?? 0)}%` }}
              />
            </span>
            {f1 === null ? 'no F1 yet' : `F1 ${(100 * f1).toFixed(1)}`}: {condition.title}
          </span>
        );
      })}
    </span>
  );
}
