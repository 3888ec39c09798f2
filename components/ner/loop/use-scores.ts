'use client';

import { useCallback } from 'react';
import type { Metric } from '@/lib/panels/ner/metrics/contract';
import { scoreSteps, type SystemScore } from '@/lib/panels/ner/report/comparison';
import type { Loop } from '@/lib/panels/ner/report/loop';
import { type System, systemOf } from '@/lib/panels/ner/report/systems';
import { type Computed, useSteps } from './use-steps';

/** Answers that are judged in one go; more are judged in slices. */
const judgedAtOnce = 2000;

/** What was computed of a loop, so that the headline, the miniature and the stage judge its answers once. */
const known = new WeakMap<Loop, Map<string, SystemScore[]>>();

const none: readonly System[] = [];

/** The scores of all conditions of a loop, and of other systems. */
export function useScores(loop: Loop, metric: Metric, others: readonly System[] = none): Computed<SystemScore[]> {
  const make = useCallback(
    function* () {
      const ofLoop = known.get(loop) ?? new Map<string, SystemScore[]>();
      known.set(loop, ofLoop);
      const own =
        ofLoop.get(metric.id) ?? (yield* scoreSteps(loop.conditions.map(systemOf), loop.tests, loop.labels, metric));
      ofLoop.set(metric.id, own);
      return [...own, ...(yield* scoreSteps(others, loop.tests, loop.labels, metric))];
    },
    [loop, metric, others],
  );
  return useSteps(make, loop.tests.length * (loop.conditions.length + others.length) <= judgedAtOnce);
}
