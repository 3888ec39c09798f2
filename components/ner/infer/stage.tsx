'use client';

import { useMemo } from 'react';
import { Provenance } from '@/components/ui/provenance';
import { Table } from '@/components/ui/table';
import { source } from '@/components/workbench/source';
import { registry } from '@/lib/panels/ner/registry';
import { compareConditions } from '@/lib/panels/ner/report/comparison';
import type { StageProps } from '../loop/use-loop';

const points = (share: number | null): string => (share === null ? 'none' : (100 * share).toFixed(1));

/** How well each condition did. */
export function InferStage({ run, loop }: StageProps) {
  const [metric] = registry.metrics;
  const { seed } = run.experiment;
  const reports = useMemo(
    () => (metric ? compareConditions(loop.conditions, loop.tests, loop.labels, metric, seed) : []),
    [loop, metric, seed],
  );
  return (
    <section className="space-y-2">
      <Provenance kind="measured">{source(run)}</Provenance>
      <Table
        caption="Results"
        columns={[
          { id: 'title', title: 'Demonstrations', cell: ({ condition }) => condition.title },
          { id: 'n', title: 'n', numeric: true, cell: ({ n }) => n },
          {
            id: 'p',
            title: 'Precision',
            numeric: true,
            cell: ({ evaluation }) => points(evaluation.total.score.precision),
          },
          { id: 'r', title: 'Recall', numeric: true, cell: ({ evaluation }) => points(evaluation.total.score.recall) },
          { id: 'f1', title: 'F1', numeric: true, cell: ({ evaluation }) => points(evaluation.total.score.f1) },
          {
            id: 'interval',
            title: '95 % interval',
            numeric: true,
            cell: ({ interval }) => `${points(interval.low)} to ${points(interval.high)}`,
          },
        ]}
        rows={reports}
        rowKey={({ condition }) => condition.id}
      />
    </section>
  );
}
