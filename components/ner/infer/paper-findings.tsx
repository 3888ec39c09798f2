'use client';

import { useCallback } from 'react';
import { Provenance } from '@/components/ui/provenance';
import { Table } from '@/components/ui/table';
import { source } from '@/components/workbench/source';
import { roundSteps } from '@/lib/panels/ner/report/rounds';
import type { StageProps } from '../loop/use-loop';
import { useSteps } from '../loop/use-steps';
import { useVerdict } from '../loop/use-verdict';
import { findings } from './paper';

/** What the paper found, and whether this run shows the same. Nothing before the run has ended, or without conditions to compare. */
export function PaperFindings({ run, loop }: StageProps) {
  const { scores, verdict } = useVerdict(run, loop);
  const { value: rounds } = useSteps(useCallback(() => roundSteps(loop), [loop]));
  if (!verdict || !scores || !rounds) return null;
  const found = { verdict, scores, rounds, annotated: loop.latest.size };
  return (
    <section className="space-y-3" aria-label="What the paper found">
      <h3 className="text-lg font-semibold">What the paper found, and this run</h3>
      <Provenance kind="quoted">the abstract of arXiv 2311.08921, in our words</Provenance>
      <Provenance kind="measured" n={verdict.n}>
        test sentences · {source(run)}
      </Provenance>
      <Table
        caption="What the paper found, and this run"
        rows={findings}
        rowKey={({ paper }) => paper}
        columns={[
          { id: 'paper', title: 'The paper', cell: ({ paper }) => paper },
          { id: 'here', title: 'This run', cell: ({ here }) => here(found) },
        ]}
      />
    </section>
  );
}
