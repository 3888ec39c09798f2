'use client';

import { useCallback } from 'react';
import { Provenance } from '@/components/ui/provenance';
import { Table } from '@/components/ui/table';
import { source } from '@/components/workbench/source';
import type { RunView } from '@/components/workbench/state';
import type { HandAnnotations } from '@/lib/panels/ner/hand/annotation';
import { f1Of, type PairwiseF1 } from '@/lib/panels/ner/report/agreement';
import type { AnnotationRow } from '@/lib/panels/ner/report/annotation-rows';
import { handAgreementSteps } from '@/lib/panels/ner/report/hand-agreement';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { useSteps } from '../loop/use-steps';

/** Sentences that are compared at once. */
const comparedAtOnce = 500;

interface Line {
  title: string;
  sentences: number;
  found: PairwiseF1;
}

/** How far the answers agree with each other and with the person. */
export function AgreementSummary({
  rows,
  byHand,
  run,
}: {
  rows: readonly AnnotationRow[];
  byHand: HandAnnotations;
  run: RunView<NerSettings>;
}) {
  const make = useCallback(() => handAgreementSteps(rows, byHand), [rows, byHand]);
  const { value } = useSteps(make, rows.length <= comparedAtOnce);
  if (!value) return null;
  const { all, sentences, between, person, vote, byHand: count } = value;
  const lines: Line[] = [
    { title: 'Between the answers, on all sentences', sentences, found: all },
    ...(count > 0
      ? [
          { title: 'Between the answers, on those that you annotated', sentences: count, found: between },
          { title: 'Each answer with you', sentences: count, found: person },
          { title: 'The vote with you', sentences: count, found: vote },
        ]
      : []),
  ];
  return (
    <section className="space-y-2">
      <h3 className="text-lg font-semibold">Agreement</h3>
      <Provenance kind="measured">
        {source(run)} · unlabelled sentences · exact spans with labels, pooled over pairs
      </Provenance>
      <Table
        caption="Pairwise F1"
        columns={[
          { id: 'title', title: 'Between', cell: ({ title }) => title },
          { id: 'n', title: 'Sentences', numeric: true, cell: one => one.sentences.toLocaleString('en') },
          { id: 'pairs', title: 'Pairs', numeric: true, cell: ({ found }) => found.pairs.toLocaleString('en') },
          { id: 'f1', title: 'F1', numeric: true, cell: ({ found }) => f1Of(found)?.toFixed(3) ?? 'none' },
        ]}
        rows={lines}
        rowKey={({ title }) => title}
      />
      <p className="max-w-measure text-caption text-muted">
        Pairwise F1 treats one annotation as gold and the other as the prediction; the result is the same both ways.
        Cohen&rsquo;s kappa is unsuited to spans: it needs the number of spans that both leave out, which nobody can
        count, and comes close to F1 as that number grows (Hripcsak and Rothschild 2005). The vote is what you saw as a
        suggestion, so that your agreement with it is an upper bound.
      </p>
    </section>
  );
}
