'use client';

import { useEffect, useState } from 'react';
import { asFailure, type Failure } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import { findTask } from '@/lib/panels/divide-and-conquer/tasks/registry';
import { usePanel } from '../use-panel';

/** The problems that a task lists: `none` where they are drawn instead, as in arithmetic. */
export type ProblemList =
  | { status: 'none' | 'loading' }
  | { status: 'here'; problems: readonly Json[] }
  | { status: 'failed'; failure: Failure };

/** All problems of the chosen task and data, fetched when they are first shown. */
export function useProblemList(): ProblemList {
  const settings = usePanel(state => state.experiment.settings);
  const { task, data, ownProblems } = settings;
  const dataVersion = usePanel(state => state.dataVersion);
  const key = JSON.stringify([task, data, task === 'own' ? ownProblems : '', dataVersion]);
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
