'use client';

import type { ReactNode, Ref } from 'react';
import { TextArea } from '@/components/ui/text-area';
import { useActions, useWorkbench } from '@/components/workbench/context';
import { draftProblem, shownSetting } from '@/components/workbench/state';
import { fieldAt, type SettingPath } from '@/lib/experiment/fields';

/** A setting that is a text of several lines. Label and longest length come from its field. */
export function TextSetting({
  path,
  hint,
  error,
  rows,
  ref,
}: {
  path: SettingPath;
  hint: ReactNode;
  /** What is wrong with the text although its field allows it. */
  error?: string | undefined;
  rows: number;
  ref?: Ref<HTMLTextAreaElement>;
}) {
  const field = useWorkbench(({ panel }) => fieldAt(panel.fields, path));
  const value = useWorkbench(state => String(shownSetting(state, path)));
  const refused = useWorkbench(state => draftProblem(state, path));
  const { set } = useActions();
  return (
    <TextArea
      {...(ref && { ref })}
      {...(field.kind === 'text' && { limit: field.maxLength })}
      label={field.label}
      hint={hint}
      error={refused ?? error}
      mono
      rows={rows}
      value={value}
      onChange={text => set(path, text)}
    />
  );
}
