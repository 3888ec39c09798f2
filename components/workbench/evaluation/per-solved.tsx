'use client';

import { memo } from 'react';
import { useStore } from 'zustand';
import { BarFigure } from '@/components/charts/bar-figure';
import { GroupFigure } from '@/components/charts/group-figure';
import { Provenance } from '@/components/ui/provenance';
import { counted } from '@/lib/core/in-words';
import { money } from '@/lib/evaluation/measure';
import type { ModelChoice } from './columns';
import type { MeasuredColumn } from './columns';
import { PriceFields } from './price-fields';
import { prices, setPrice } from './prices';

/** The cost per solved problem: calls, tokens, and money where prices are given. */
export const PerSolved = memo(function PerSolved({
  columns,
  models,
  source,
}: {
  columns: readonly MeasuredColumn[];
  models: readonly ModelChoice[];
  source: string;
}) {
  const known = useStore(prices);
  const solved = columns.filter(({ all }) => all.perSolved !== null);
  const unsolved = columns.filter(({ all }) => all.perSolved === null && all.checked > 0);
  const shownModels = models.filter(({ key }) => columns.some(({ column }) => column.model === key));
  const costs = solved.flatMap(({ column, all }) => {
    const price = known[column.model];
    const cost = price ? money(all, price) : null;
    return cost === null ? [] : [{ ...column, value: cost, n: all.correct }];
  });
  const provenance = (
    <Provenance kind="measured">{source} · the cost of all answers, divided by the number of correct ones</Provenance>
  );
  return (
    <div className="space-y-6">
      {solved.length > 0 && (
        <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
          <BarFigure
            title="Calls per solved problem"
            unit="calls"
            provenance={provenance}
            bars={solved.map(({ column, all }) => ({ ...column, value: all.perSolved?.calls ?? 0, n: all.correct }))}
          />
          <GroupFigure
            title="Tokens per solved problem"
            unit="tokens"
            provenance={provenance}
            parts={[
              { id: 'in', label: 'tokens in (read)', look: 'light', none: 'not counted' },
              { id: 'out', label: 'tokens out (written)', look: 'solid', none: 'not counted' },
            ]}
            groups={solved.map(({ column, all: { perSolved, correct } }) => ({
              ...column,
              values: [perSolved?.promptTokens ?? null, perSolved?.completionTokens ?? null],
              n: correct,
            }))}
          />
        </div>
      )}
      {unsolved.length > 0 && (
        <p className="text-sm">
          No cost per solved problem, because none was solved:{' '}
          {unsolved.map(({ column, all }) => `${column.label} (0 of ${counted(all.checked, 'answer')})`).join(', ')}.
        </p>
      )}
      {solved.length > 0 && (
        <div className="space-y-4">
          <PriceFields models={shownModels} known={known} onChange={setPrice} />
          {costs.length > 0 && (
            <BarFigure
              title="Money per solved problem"
              unit=""
              provenance={
                <Provenance kind="computed">measured tokens times the prices above, in their currency</Provenance>
              }
              bars={costs}
            />
          )}
        </div>
      )}
    </div>
  );
});
