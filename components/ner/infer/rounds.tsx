'use client';

import { useCallback } from 'react';
import { IntervalFigure } from '@/components/charts/interval-figure';
import { Provenance } from '@/components/ui/provenance';
import { Table } from '@/components/ui/table';
import type { Loop } from '@/lib/panels/ner/report/loop';
import { type Round, type RoundAddition, roundSteps } from '@/lib/panels/ner/report/rounds';
import { wilson } from '@/lib/stats/wilson';
import { useSteps } from '../loop/use-steps';

/** Sentences that are read in one go. */
const readAtOnce = 2000;

/** How the pools grew from round to round; nothing for a run of one round. */
export function Rounds({ loop, source }: { loop: Loop; source: string }) {
  const make = useCallback(() => roundSteps(loop), [loop]);
  const { value } = useSteps(make, loop.annotated.length * (1 + loop.pools.length) <= readAtOnce);
  if (!value || value.length < 2) return null;
  const rows = value.flatMap(round => round.additions.map(addition => ({ ...round, ...addition })));
  const judged = rows.filter(({ entities }) => entities > 0);
  return (
    <section className="space-y-6" aria-label="Change per round">
      <div className="space-y-2">
        <h3 className="text-lg font-semibold">Change per round</h3>
        <Provenance kind="measured" n={loop.latest.size}>
          unlabelled sentences · {source}
        </Provenance>
        <Table
          caption="What each round added to the pools"
          rows={rows}
          rowKey={({ round, selection }) => `${round} ${selection.id}`}
          columns={[
            { id: 'round', title: 'Round', cell: ({ round, selection }) => `${round}, ${selection.title}` },
            { id: 'annotated', title: 'Annotated', numeric: true, cell: ({ annotated }) => counted(annotated) },
            { id: 'joined', title: 'Added', numeric: true, cell: ({ joined }) => counted(joined) },
            { id: 'pool', title: 'Pool after it', numeric: true, cell: ({ pool }) => counted(pool) },
            { id: 'right', title: 'Added entities right', numeric: true, cell: rightText },
          ]}
        />
      </div>
      {judged.length > 0 && (
        <IntervalFigure
          title="Precision of what was added"
          name="Round"
          unit="% right"
          provenance={
            <Provenance kind="measured" n={judged.reduce((sum, { entities }) => sum + entities, 0)}>
              entities of sentences with gold · 95&#8239;% Wilson intervals
            </Provenance>
          }
          rows={bySelection(judged).map(({ round, selection, right, entities }) => {
            const { share, low, high } = wilson(right, entities);
            return {
              ...{ id: String(round), label: `Round ${round}`, color: round, group: selection.title },
              ...{ value: 100 * share, low: 100 * low, high: 100 * high, n: entities },
            };
          })}
        />
      )}
    </section>
  );
}

const counted = (count: number): string => count.toLocaleString('en');

const rightText = ({ joined, right, entities }: RoundAddition): string =>
  joined === 0 ? 'none added' : entities === 0 ? 'none with gold' : `${counted(right)} of ${counted(entities)}`;

type Row = Round & RoundAddition;

const bySelection = (rows: readonly Row[]): Row[] => {
  const ids = [...new Set(rows.map(({ selection }) => selection.id))];
  return ids.flatMap(id => rows.filter(({ selection }) => selection.id === id));
};
