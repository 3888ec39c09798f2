'use client';

import { useEffect, useState } from 'react';
import { asFailure, type Failure } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import type { SettingPath } from '@/lib/experiment/fields';
import { taskSettings } from '@/lib/panels/divide-and-conquer/settings';
import { usePanel } from '../use-panel';
import { taskAt } from './task-path';

/** The problems that a task lists. `none`: the task samples its problems, as arithmetic does. */
export type ProblemList =
  | { status: 'none' | 'loading' }
  | { status: 'here'; problems: readonly Json[] }
  | { status: 'failed'; failure: Failure };

/** All problems of the task that has its setting at `path`. They are fetched when a control first shows them. */
export function useProblemList(path: SettingPath): ProblemList {
  const task = taskAt(path);
  const settings = usePanel(state => taskSettings(state.experiment.settings, task));
  const dataVersion = usePanel(state => state.dataVersion);
  const source = JSON.stringify([task.id, task.data ? settings[task.data.hash] : null, dataVersion]);
  const [found, setFound] = useState<{ source: string; list: ProblemList }>();

  useEffect(() => {
    if (!task.list) return;
    let isWanted = true;
    const show = (list: ProblemList) => isWanted && setFound({ source, list });
    task.list(settings).then(
      problems => show({ status: 'here', problems }),
      (error: unknown) => show({ status: 'failed', failure: asFailure(error) }),
    );
    return () => {
      isWanted = false;
    };
  }, [task, settings, source]);

  if (!task.list) return { status: 'none' };
  // The last list of the same source stays while the user types problems: otherwise its figures would flicker.
  return found?.source === source ? found.list : { status: 'loading' };
}
