import { memo } from 'react';
import { GroupFigure } from '@/components/charts/group-figure';
import { Provenance } from '@/components/ui/provenance';
import type { MeasuredColumn } from './columns';

/** Wall time a problem: all calls one after the other, and the longest chain of calls that depend on each other. */
export const TimeFigure = memo(function TimeFigure({
  columns,
  source,
}: {
  columns: readonly MeasuredColumn[];
  source: string;
}) {
  return (
    <div className="space-y-3">
      <GroupFigure
        title="Wall time a problem"
        unit="s"
        provenance={
          <Provenance kind="measured" n={Math.max(0, ...columns.map(({ all }) => all.trials))}>
            {source} · means a problem, from the calls&rsquo; own times
          </Provenance>
        }
        parts={[
          { id: 'parallel', label: 'parallel: the longest chain of dependent calls', look: 'solid' },
          { id: 'serial', label: 'serial: all calls added up', look: 'light' },
        ]}
        groups={columns.map(({ column, all }) => ({
          ...column,
          values: [all.criticalPath, all.totalCallTime].map(value => (value === null ? null : value / 1000)),
          n: all.trials,
        }))}
      />
      <p className="max-w-measure text-caption text-muted">
        Calls that ran in one batch share their time, and a call&rsquo;s time includes its wait for the model: the
        serial figure is an upper bound of the work. The parallel one follows the program: splits, then all parts at
        once, then the merge; steps one after the other. It is what a problem takes where all that may run at once does,
        at the speed that calls had here.
      </p>
    </div>
  );
});
