'use client';

import { useCallback, useEffect, useState } from 'react';
import { asFailure, type Failure } from '@/lib/core/failure';
import { hasRunStore, openRunStore } from '@/lib/experiment/indexed-store';
import type { RunHeader } from '@/lib/experiment/run';
import type { RunStore } from '@/lib/experiment/store';
import { findPanel } from '@/lib/panels/index';
import { saveRun } from '../run-file';

let opened: Promise<RunStore> | undefined;
const store = () => (opened ??= openRunStore(findPanel));

/** The runs that this browser has stored, and what can be done with them. A browser that has never stored one is not asked to open a database. */
export function useRuns(panel?: string) {
  const [runs, setRuns] = useState<readonly RunHeader[]>();
  const [usage, setUsage] = useState<number | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  const load = useCallback(async () => {
    if (!(await hasRunStore())) return setRuns([]);
    const runStore = await store();
    setRuns(await runStore.list(panel));
    setUsage((await runStore.usage()).bytes);
  }, [panel]);
  useEffect(() => {
    load().catch((error: unknown) => setFailure(asFailure(error)));
  }, [load]);

  const change = (what: (runStore: RunStore) => Promise<void>) => async () => {
    try {
      await what(await store());
      await load();
    } catch (error) {
      setFailure(asFailure(error));
    }
  };
  return {
    runs,
    usage,
    failure,
    rename: (id: string, title: string) => change(runStore => runStore.rename(id, title))(),
    remove: (id: string) => change(runStore => runStore.remove(id))(),
    exportFile: (id: string) =>
      change(async runStore => {
        const run = await runStore.load(id);
        if (run) await saveRun(run);
      })(),
  };
}
