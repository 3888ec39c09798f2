'use client';

import { useEffect, useState } from 'react';
import { createStore, useStore } from 'zustand';
import { asFailure, type Failure } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import { findTask } from '@/lib/panels/divide-and-conquer/tasks/registry';
import { keepData, removeData } from '@/lib/panels/divide-and-conquer/tasks/verification/own-data';
import type { Dataset } from '@/lib/panels/divide-and-conquer/tasks/verification/data/dataset';
import { usePanel } from '@/components/workbench/context';

/** The problems that a task lists: `none` where they are drawn instead, as in arithmetic. */
export type ProblemList =
  | { status: 'none' | 'loading' }
  | { status: 'here'; problems: readonly Json[] }
  | { status: 'failed'; failure: Failure };

/** Counts what was kept and deleted on this page, so that all who show data look again. */
const changes = createStore<{ count: number }>(() => ({ count: 0 }));
const changed = () => changes.setState(({ count }) => ({ count: count + 1 }));

export const useDataChanges = (): number => useStore(changes, ({ count }) => count);

/** Throws `store-unavailable`. */
export async function keep(dataset: Dataset): Promise<void> {
  await keepData(dataset);
  changed();
}

/** Throws `store-unavailable`. */
export async function remove(hash: string): Promise<void> {
  await removeData(hash);
  changed();
}

/** All problems of the chosen task and data, fetched when they are first shown. */
export function useProblemList(): ProblemList {
  const settings = usePanel(state => state.experiment.settings);
  const { task, data, ownProblems } = settings;
  const count = useDataChanges();
  const key = JSON.stringify([task, data, task === 'own' ? ownProblems : '', count]);
  const [found, setFound] = useState<{ key: string; task: string; list: ProblemList }>();
  const lists = findTask(task).list !== undefined;

  useEffect(() => {
    if (!lists) return;
    let isWanted = true;
    const show = (list: ProblemList) => isWanted && setFound({ key, task, list });
    findTask(task).list!(settings).then(
      problems => show({ status: 'here', problems }),
      (error: unknown) => show({ status: 'failed', failure: asFailure(error) }),
    );
    return () => {
      isWanted = false;
    };
    // The key holds all that the list depends on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, lists]);

  if (!lists) return { status: 'none' };
  // While your own problems are typed, those before the last key stay: figures would flicker.
  const isShown = found?.key === key || (task === 'own' && found?.task === task);
  return isShown ? found.list : { status: 'loading' };
}
