'use client';

import { useCallback, useMemo } from 'react';
import type { RunView } from '@/components/workbench/state';
import { registry } from '@/lib/panels/ner/registry';
import type { AnnotationRow } from '@/lib/panels/ner/report/annotation-rows';
import type { Loop } from '@/lib/panels/ner/report/loop';
import { byDisagreement } from '@/lib/panels/ner/report/row-filters';
import { testRowSteps } from '@/lib/panels/ner/report/test-rows';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { useRows } from '../annotate/use-rows';
import { progressOf } from '../answers';
import { useSteps } from '../loop/use-steps';

/** Units that are read at once. */
const readAtOnce = 500;

const none: AnnotationRow[] = [];

export type Part = 'unlabelled' | 'test';
export type Order = 'disagreement' | 'corpus';

/** The sentences of both parts, and those of one in the order of the review. */
export function useItems(
  run: RunView<NerSettings>,
  loop: Loop,
  part: Part,
  order: Order,
): { unlabelled: AnnotationRow[]; test: AnnotationRow[]; items: AnnotationRow[] } {
  const unlabelled = useRows(run, loop);
  const { settings } = run.experiment;
  const { units } = run.live;
  const make = useCallback(
    () =>
      testRowSteps(
        Array.from(units.values(), trace => progressOf(trace, 0)),
        loop,
        settings,
        registry,
      ),
    // Of the units only their list matters, which grows with the phases.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [units.size, loop, settings],
  );
  const { value } = useSteps(make, units.size <= readAtOnce);
  const test = value ?? none;
  const rows = part === 'test' ? test : unlabelled;
  const items = useMemo(() => (order === 'disagreement' ? byDisagreement(rows) : rows), [rows, order]);
  return { unlabelled, test, items };
}
