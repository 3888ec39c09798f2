'use client';

import type { ReactNode } from 'react';
import { Boundary } from '@/components/ui/boundary';
import { Button } from '@/components/ui/button';
import { FailureNotice } from '@/components/ui/notice';
import { Failure } from '@/lib/core/failure';
import { useActions, useWorkbench, useWorkbenchStore } from './context';
import { visibleRun } from './replay/shown';
import type { WorkbenchState } from './state';

/** What is shown, as a text: a part that failed is drawn again once something else is shown. */
const shownKey = (state: WorkbenchState): string => {
  const run = visibleRun(state);
  return [run?.createdAt, run?.id, run?.status, state.unit, state.selected, state.replay?.at].join(' ');
};

/**
 * A part of the page that may fail without the rest: a run of a file may hold what a view did not foresee. A notice then stands in its
 * place, and offers the run as a file for a report. `name` is its place, as the notice calls it: `The call`.
 */
export function Part({ name, children }: { name: string; children: ReactNode }) {
  const key = useWorkbench(shownKey);
  return (
    <Boundary resetKey={key} fallback={(error, retry) => <Failed name={name} error={error} onRetry={retry} />}>
      {children}
    </Boundary>
  );
}

function Failed({ name, error, onRetry }: { name: string; error: unknown; onRetry: () => void }) {
  const { notify } = useActions();
  const store = useWorkbenchStore();
  const hasRun = useWorkbench(state => visibleRun(state) !== null);
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const save = async () => {
    const { saveVisibleRun } = await import('./run-file');
    const run = visibleRun(store.getState());
    if (run) await saveVisibleRun(run);
  };
  return (
    <FailureNotice
      failure={new Failure('view-failed', `${name}. ${said}`, { cause: error })}
      actions={
        <>
          <Button size="small" onClick={onRetry}>
            Try again
          </Button>
          {hasRun && (
            <Button size="small" variant="ghost" onClick={() => void save().catch(notify)}>
              Save the run file
            </Button>
          )}
        </>
      }
    />
  );
}
