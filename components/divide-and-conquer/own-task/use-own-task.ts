'use client';

import { useDeferredValue } from 'react';
import type { SettingPath } from '@/lib/experiment/fields';
import { taskSettings } from '@/lib/panels/divide-and-conquer/settings';
import { ownFields, type OwnSettings } from '@/lib/panels/divide-and-conquer/tasks/own/fields';
import { taskAt, taskPath } from '../form/task-path';
import { usePanel } from '../use-panel';
import { linkProblem } from './link-size';

/** The user's own task as it is set. `path` is the path of any of its settings. */
export function useOwnTask(path: SettingPath) {
  const task = taskAt(path);
  const settings = usePanel(state => taskSettings(state.experiment.settings, task)) as OwnSettings;
  const pathOf = (name: keyof OwnSettings): SettingPath => taskPath(task, name);
  return { settings, pathOf };
}

/** The texts that take most of a link. */
const texts = ['problems', 'split', 'solve', 'merge'] as const;

/** Why the experiment does not fit into a link. Computed after the typed text is shown, because encoding takes some milliseconds. */
export function useLinkProblem(path: SettingPath): string | undefined {
  const { pathOf } = useOwnTask(path);
  const experiment = useDeferredValue(usePanel(state => state.experiment));
  return linkProblem(
    experiment,
    texts.map(name => ({ title: ownFields[name].label.toLowerCase(), path: pathOf(name) })),
  );
}
