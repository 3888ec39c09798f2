'use client';

import { TextArea } from '@/components/ui/text-area';
import { useActions, useWorkbench } from '@/components/workbench/context';
import { draftProblem, shownSetting } from '@/components/workbench/state';
import type { FormLine } from '@/lib/experiment/form';
import { usePanel } from '../use-panel';

/** A person's own text. */
export function CacheTextField({ path }: FormLine) {
  const value = useWorkbench(state => String(shownSetting(state, path)));
  const error = useWorkbench(state => draftProblem(state, path));
  const isPrompt = usePanel(state => state.experiment.settings.own.continuation === 'model');
  const { set } = useActions();
  return (
    <TextArea
      label="Text"
      hint={isPrompt ? 'The model answers it.' : 'The model predicts it, token by token.'}
      error={error}
      rows={6}
      value={value}
      onChange={text => set(path, text)}
    />
  );
}
