'use client';

import { useCallback } from 'react';
import { resultsOf } from '@/components/trace/live-run';
import { type Loaded, useLoaded } from '@/components/ui/use-loaded';
import { encodeClaim } from '@/lib/experiment/write-claim';
import { useWorkbenchStore } from '../context';
import { visibleRun } from '../replay/shown';
import { isBusy, isSame, type WorkbenchState } from '../state';

/** What came out of the experiment in the form, as the end of its link; null where the page shows no result of it. */
export function useClaimText(): Loaded<string | null> {
  const store = useWorkbenchStore();
  return useLoaded(useCallback(() => claimOf(store.getState()), [store]));
}

async function claimOf(state: WorkbenchState): Promise<string | null> {
  const run = visibleRun(state);
  if (!run || isBusy(run) || !isSame(run.experiment, state.experiment)) return null;
  const table = await state.panel.table(run.experiment, resultsOf(run.live), run.live.journal.entries());
  return encodeClaim(table, run.createdAt);
}
