'use client';

import { useMemo } from 'react';
import { useStore } from 'zustand';
import { signed } from '@/components/charts/interval-figure';
import { quantity } from '@/components/charts/series';
import { Provenance } from '@/components/ui/provenance';
import { type Column, Table } from '@/components/ui/table';
import { modelsOf } from '@/components/workbench/evaluation/columns';
import { PriceFields } from '@/components/workbench/evaluation/price-fields';
import { prices, setPrice } from '@/components/workbench/evaluation/prices';
import { source } from '@/components/workbench/source';
import { duration } from '@/lib/core/duration';
import { ledgerOf, type LedgerRow, moneyOf } from '@/lib/panels/ner/report/ledger';
import type { StageProps } from '../loop/use-loop';
import { useScores } from '../loop/use-scores';
import { rankingMetric } from './metrics';

const isEmbedding = ({ stage }: LedgerRow): boolean => stage === 'embed';

/** The cost ledger: what each stage and condition took, and what a condition gains for it. */
export function Costs({ run, loop }: StageProps) {
  const { value: scores } = useScores(loop, rankingMetric);
  const { journal } = run.live;
  // The journal grows in place; the loop is made anew when a unit has ended.
  const rows = useMemo(() => ledgerOf(journal, scores ?? []), [journal, scores]);
  const known = useStore(prices);
  const models = modelsOf(run.experiment).slice(0, 1);
  const price = models[0] && known[models[0].key];
  const columns: Column<LedgerRow>[] = [
    { id: 'stage', title: 'Stage', cell: ({ title }) => title },
    { id: 'calls', title: 'Calls', numeric: true, cell: ({ cost }) => cost.calls.toLocaleString('en') },
    { id: 'in', title: 'Tokens in', numeric: true, cell: row => tokens(row, row.cost.promptTokens) },
    { id: 'out', title: 'Tokens out', numeric: true, cell: row => tokens(row, row.cost.completionTokens) },
    { id: 'time', title: 'Model time', numeric: true, cell: ({ cost }) => duration(cost.totalCallTime) },
    {
      id: 'gain',
      title: 'F1 points per 1,000 calls',
      numeric: true,
      cell: ({ gain }) => (gain === null ? '' : signed(gain)),
    },
    ...(price
      ? [
          {
            id: 'money',
            title: 'Money',
            numeric: true,
            cell: (row: LedgerRow) => {
              const money = isEmbedding(row) ? null : moneyOf(row.cost, price);
              return money === null ? 'not counted' : quantity(money);
            },
          },
        ]
      : []),
  ];
  return (
    <section className="space-y-6" aria-label="Cost">
      <div className="space-y-2">
        <Provenance kind="measured" n={rows.reduce((sum, { cost }) => sum + cost.calls, 0)}>
          calls · {source(run)}
        </Provenance>
        <Table caption="Cost by stage" rows={rows} rowKey={({ stage }) => stage} columns={columns} />
        <p className="max-w-[60rem] text-caption text-muted">
          Points are those of F1 ({rankingMetric.title.toLowerCase()}) above no demonstrations. A condition with
          self-annotated demonstrations also needs all calls of the annotation; gold demonstrations need the work of
          people, which is not counted. Model time is that of all calls added up: calls of one batch share it.
        </p>
      </div>
      <PriceFields models={models} known={known} onChange={setPrice} />
    </section>
  );
}

const tokens = (row: LedgerRow, count: number): string =>
  isEmbedding(row) || !row.cost.isCounted ? 'not counted' : count.toLocaleString('en');
