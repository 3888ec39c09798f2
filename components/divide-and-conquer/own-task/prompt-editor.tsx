'use client';

import { useRef } from 'react';
import { flushSync } from 'react-dom';
import { TriangleAlert } from 'lucide-react';
import { useActions, useWorkbench } from '@/components/workbench/context';
import { shownSetting } from '@/components/workbench/state';
import type { SettingPath } from '@/lib/experiment/fields';
import { type Placeholder, type PromptName, prompts, promptWarning } from './prompts';
import { TextSetting } from './text-setting';
import { useOwnTask } from './use-own-task';

/** One prompt with its placeholders, and a warning where it is likely wrong. */
export function PromptEditor({ path: anyPath, name }: { path: SettingPath; name: PromptName }) {
  const path = useOwnTask(anyPath).pathOf(name);
  const { when, places } = prompts[name];
  const value = useWorkbench(state => String(shownSetting(state, path)));
  const { area, insert } = useInsertion(path, value);
  const warning = promptWarning(name, value);
  return (
    <div className="space-y-1.5">
      <TextSetting ref={area} path={path} hint={when} rows={5} />
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {places.map(place => (
          <Place key={place.name} place={place} isUsed={value.includes(`{${place.name}}`)} onInsert={insert} />
        ))}
      </ul>
      <p role="status" className="text-caption text-warning">
        {warning && (
          <span className="flex gap-1.5">
            <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
            {warning}
          </span>
        )}
      </p>
    </div>
  );
}

/** Puts text in place of the selection of a text area, and the cursor behind the text. */
function useInsertion(path: SettingPath, value: string) {
  const { set } = useActions();
  const area = useRef<HTMLTextAreaElement>(null);
  const insert = (text: string) => {
    const { selectionStart: from, selectionEnd: to } = area.current ?? { selectionStart: 0, selectionEnd: 0 };
    // The cursor can be set only after the new text is in the text area.
    flushSync(() => set(path, value.slice(0, from) + text + value.slice(to)));
    area.current?.focus();
    area.current?.setSelectionRange(from + text.length, from + text.length);
  };
  return { area, insert };
}

/** A placeholder: what a run fills in, and whether the prompt uses it. A press inserts it. */
function Place({
  place: { name, means },
  isUsed,
  onInsert,
}: {
  place: Placeholder;
  isUsed: boolean;
  onInsert: (text: string) => void;
}) {
  const text = `{${name}}`;
  return (
    <li className="flex items-center gap-1.5 text-caption text-muted">
      <button
        type="button"
        aria-label={`Insert ${text}`}
        onClick={() => onInsert(text)}
        className={`rounded border px-1.5 font-mono transition-colors hover:border-ink ${
          isUsed ? 'border-accent bg-accent-soft text-accent' : 'border-dashed border-line-strong text-muted'
        }`}
      >
        {text}
      </button>
      {means}
      {isUsed ? '' : ', not used'}
    </li>
  );
}
