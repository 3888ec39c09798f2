'use client';

import { useEffect, useState } from 'react';
import { asFailure, Failure } from '@/lib/core/failure';
import { hasRunStore, openRunStore } from '@/lib/experiment/indexed-store';
import type { RunHeader } from '@/lib/experiment/run';
import type { RunStore } from '@/lib/experiment/store';
import { findPanel } from '@/lib/panels/index';
import { holdingOfBrowser } from '../holding';
import { saveRun } from '../run-file';
import type { FileProgress } from '../state';

let opened: Promise<RunStore> | undefined;
const store = () => (opened ??= openRunStore(findPanel));

interface Listed {
  /** Latest first. */
  runs: readonly RunHeader[];
  /** Bytes that the browser counts for this site; null where it does not say. */
  usage: number | null;
}

/** A browser that has never stored a run is not asked to open a database. */
async function list(panel: string | undefined): Promise<Listed> {
  if (!(await hasRunStore())) return { runs: [], usage: null };
  const runStore = await store();
  return { runs: await runStore.list(panel), usage: (await runStore.usage()).bytes };
}

/**
 * The runs that this browser has stored, and what can be done with them. `listed` is undefined until they are read; `file` is the one that is being
 * exported.
 */
export function useRuns(panel?: string) {
  const [listed, setListed] = useState<Listed>();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [file, setFile] = useState<FileProgress | null>(null);
  useEffect(() => {
    let isShown = true;
    list(panel).then(
      found => isShown && setListed(found),
      (error: unknown) => isShown && setFailure(asFailure(error)),
    );
    return () => {
      isShown = false;
    };
  }, [panel]);

  /** Whether it was done; what went wrong is said. */
  const change = (what: (runStore: RunStore) => Promise<void>) => async (): Promise<boolean> => {
    try {
      await what(await store());
      setListed(await list(panel));
      setFailure(null);
      return true;
    } catch (error) {
      setFailure(asFailure(error));
      return false;
    }
  };
  return {
    listed,
    failure,
    file,
    rename: (id: string, title: string) => change(runStore => runStore.rename(id, title))(),
    remove: (id: string) =>
      change(async runStore => {
        if (await holdingOfBrowser().isElsewhere(id))
          throw new Failure('run-elsewhere', 'Stop it there before you delete it.');
        await runStore.remove(id);
      })(),
    /** Does nothing while another run is exported. */
    exportFile: (id: string) =>
      change(async runStore => {
        if (file) return;
        setFile({ what: 'written', done: 0, total: null });
        try {
          const run = await runStore.load(id);
          if (!run) throw new Failure('run-gone');
          await saveRun(run, done => setFile({ what: 'written', done, total: run.entries.length }));
        } finally {
          setFile(null);
        }
      })(),
  };
}
