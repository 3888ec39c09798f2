import { memo } from 'react';
import { BarFigure } from '@/components/charts/bar-figure';
import { GroupFigure } from '@/components/charts/group-figure';
import { Provenance } from '@/components/ui/provenance';
import type { MeasuredColumn } from './columns';

/** Calls and tokens, means per answered problem. */
export const CostFigures = memo(function CostFigures({
  columns,
  source,
}: {
  columns: readonly MeasuredColumn[];
  source: string;
}) {
  const answered = columns.filter(({ all }) => all.trials > 0);
  const n = Math.max(0, ...answered.map(({ all }) => all.trials));
  const provenance = (
    <Provenance kind="measured" n={n}>
      {source} · means per answered problem
    </Provenance>
  );
  return (
    <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
      <BarFigure
        title="Calls per problem"
        unit="calls"
        provenance={provenance}
        bars={answered.map(({ column, all }) => ({ ...column, value: all.calls ?? 0, n: all.trials }))}
      />
      <GroupFigure
        title="Tokens per problem"
        unit="tokens"
        provenance={provenance}
        parts={[
          { id: 'in', label: 'tokens in (read)', look: 'light', none: 'not counted' },
          { id: 'out', label: 'tokens out (written)', look: 'solid', none: 'not counted' },
        ]}
        groups={answered.map(({ column, all }) => ({
          ...column,
          values: [all.promptTokens, all.completionTokens],
          n: all.trials,
        }))}
      />
    </div>
  );
});
