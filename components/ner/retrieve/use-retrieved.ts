'use client';

import { useCallback } from 'react';
import type { Condition } from '@/lib/panels/ner/conditions';
import { nerPanel } from '@/lib/panels/ner/panel';
import type { Loop } from '@/lib/panels/ner/report/loop';
import { poolOf, type Retrieved, retrievedSteps } from '@/lib/panels/ner/report/neighbours';
import { isAnswer } from '@/lib/panels/ner/report/systems';
import { type Computed, useSteps } from '../loop/use-steps';
import type { Neighbourhood, TestUnit } from './use-neighbourhood';

/** Sentences that are compared at once. */
const comparedAtOnce = 2000;

/** What one condition retrieved for a test sentence; null while it is computed, and where one of the three is missing. */
export function useRetrieved(
  loop: Loop,
  neighbourhood: Neighbourhood | null,
  test: TestUnit | undefined,
  condition: Condition | undefined,
): Computed<Retrieved | null> {
  const { pools } = loop;
  const make = useCallback(
    function* () {
      if (!neighbourhood || !test || !condition) return null;
      const { sentences, similarity } = neighbourhood;
      const { sentence, conditions } = test.input;
      const { source } = condition;
      const candidates = poolOf(condition, { pools }, sentences);
      const chosen = conditions[condition.id] ?? [];
      const fitting = fittingOf(test, condition.id);
      return yield* retrievedSteps({ query: sentence, chosen, fitting, source, candidates, sentences, similarity });
    },
    [pools, neighbourhood, test, condition],
  );
  return useSteps(make, (neighbourhood?.sentences.size ?? 0) <= comparedAtOnce);
}

/** How many demonstrations the prompt showed; null where it was not asked, or got no answer. */
function fittingOf({ trace }: TestUnit, condition: string): number | null {
  const value = trace.result?.value === undefined ? undefined : nerPanel.readResult(trace.result.value);
  const result = value?.kind === 'test' ? value.conditions[condition] : undefined;
  return isAnswer(result) ? result.demonstrations.length : null;
}
