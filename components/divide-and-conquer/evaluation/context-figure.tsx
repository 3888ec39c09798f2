import { memo } from 'react';
import { GroupFigure } from '@/components/charts/group-figure';
import { Provenance } from '@/components/ui/provenance';
import type { StrategyColumn } from './snapshot';

/** The mean decoding context, measured beside computed. */
export const ContextFigure = memo(function ContextFigure({
  columns,
  source,
}: {
  columns: readonly StrategyColumn[];
  source: string;
}) {
  const answered = columns.filter(({ all }) => all.trials > 0);
  return (
    <div className="space-y-3">
      <GroupFigure
        title="Mean decoding context"
        unit="tokens"
        provenance={
          <Provenance kind="measured" n={Math.max(0, ...answered.map(({ all }) => all.trials))}>
            {source} · beside <span className="font-semibold tracking-wide uppercase">computed</span>, Proposition 4 of
            arXiv 2402.05359, from the calls&rsquo; lengths
          </Provenance>
        }
        parts={[
          { id: 'measured', label: 'measured, over all calls', look: 'solid' },
          { id: 'computed', label: 'computed, by the proposition', look: 'light', none: 'not computed' },
          { id: 'chain', label: 'computed, the same parts in one chain', look: 'outline' },
        ]}
        groups={answered.map(({ column, all: { context, trials } }) => ({
          ...column,
          values: [context.measured, context.computed, context.oneChain],
          n: trials,
        }))}
      />
      <div className="max-w-measure space-y-1 text-caption text-muted">
        <p>
          The number of tokens that the model has in view when it draws a token, averaged over all drawn tokens. A
          shorter context holds fewer distractions.
        </p>
        <p>
          Computed for IO, chain of thought and self-consistency is the proposition&rsquo;s sequential form of each
          call, which is the measured figure by definition. For divide and conquer it is the parallel form of the calls
          that solve parts, with their mean prompt; the proposition leaves out the calls that split and merge, which the
          measured figure includes, so the two differ. The third bar is the sequential form for the same parts. The
          other strategies are measured only.
        </p>
      </div>
    </div>
  );
});
