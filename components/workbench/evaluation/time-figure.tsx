import { memo } from 'react';
import { GroupFigure } from '@/components/charts/group-figure';
import { Provenance } from '@/components/ui/provenance';
import { Term } from '@/components/ui/term';
import type { MeasuredColumn } from './columns';

/** Model time per problem: the critical path, and all calls added up. */
export const TimeFigure = memo(function TimeFigure({
  columns,
  source,
}: {
  columns: readonly MeasuredColumn[];
  source: string;
}) {
  const answered = columns.filter(({ all }) => all.trials > 0);
  return (
    <div className="space-y-3">
      <GroupFigure
        title="Model time per problem"
        unit="s"
        provenance={
          <Provenance kind="measured" n={Math.max(0, ...answered.map(({ all }) => all.trials))}>
            {source} · means per answered problem, from the times of the calls
          </Provenance>
        }
        parts={[
          { id: 'parallel', label: 'critical path', look: 'solid' },
          { id: 'serial', label: 'all calls added up', look: 'light' },
        ]}
        groups={answered.map(({ column, all }) => ({
          ...column,
          values: [all.criticalPath, all.totalCallTime].map(value => (value === null ? null : value / 1000)),
          n: all.trials,
        }))}
      />
      <p className="max-w-measure text-caption text-muted">
        The <Term word="critical path" /> is the time that a problem takes if all independent calls run at once: splits,
        then all parts, then the merge. Calls of one batch share their time, so both figures are upper bounds.
      </p>
    </div>
  );
});
