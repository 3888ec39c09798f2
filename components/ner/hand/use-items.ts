'use client';

import { useMemo } from 'react';
import type { RunView } from '@/components/workbench/state';
import { registry } from '@/lib/panels/ner/registry';
import type { AnnotationRow } from '@/lib/panels/ner/report/annotation-rows';
import type { Loop } from '@/lib/panels/ner/report/loop';
import { byDisagreement } from '@/lib/panels/ner/report/row-filters';
import { testRows } from '@/lib/panels/ner/report/test-rows';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { useRows } from '../annotate/use-rows';
import { progressOf } from '../answers';

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
  const test = useMemo(
    () =>
      testRows(
        Array.from(units.values(), trace => progressOf(trace, 0)),
        loop,
        settings,
        registry,
      ),
    // Of the units only their list matters, which grows with the phases.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [units.size, loop, settings],
  );
  const rows = part === 'test' ? test : unlabelled;
  const items = useMemo(() => (order === 'disagreement' ? byDisagreement(rows) : rows), [rows, order]);
  return { unlabelled, test, items };
}
