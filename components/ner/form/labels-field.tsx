'use client';

import { useState } from 'react';
import { X } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { FieldGroup } from '@/components/ui/field';
import { TextField } from '@/components/ui/text-field';
import { useActions } from '@/components/workbench/context';
import { draftProblem, shownSetting } from '@/components/workbench/state';
import type { FormLine } from '@/lib/experiment/form';
import { labelsIn, labelsText } from '@/lib/panels/ner/labels';
import { usePanel } from '../use-panel';
import { useParts } from './use-parts';

/** The labels that the model is asked for, one by one; while there is none, those of the corpus. */
export function LabelsField({ path }: FormLine) {
  const text = usePanel(state => String(shownSetting(state, path)));
  const error = usePanel(state => draftProblem(state, path));
  const loaded = useParts();
  const { set } = useActions();
  const [typed, type] = useState('');
  const labels = labelsIn(text);
  const known = loaded.status === 'here' ? loaded.parts.ownLabels : [];
  const write = (next: readonly string[]) => set(path, labelsText(next));
  const isThere = labels.includes(typed.trim());
  const add = () => {
    if (typed.trim() === '' || isThere) return;
    write([...labels, typed.trim()]);
    type('');
  };
  const missing = known.filter(label => !labels.includes(label));
  return (
    <FieldGroup label="Labels" error={error} hint={hintOf(labels, known, loaded.status === 'here')}>
      <div className="space-y-2">
        {labels.length === 0 ? (
          known.length > 0 && (
            <ul aria-label="Labels of the corpus" className="flex flex-wrap gap-1">
              {known.slice(0, most).map(label => (
                <li key={label} className="max-w-full truncate rounded-md bg-sunken px-2 py-0.5 text-sm text-muted">
                  {label}
                </li>
              ))}
              {known.length > most && <li className="text-caption text-muted">and {known.length - most} more</li>}
            </ul>
          )
        ) : (
          <ul aria-label="Labels" className="flex flex-wrap gap-1">
            {labels.slice(0, most).map(label => (
              <li
                key={label}
                className="flex max-w-full items-center rounded-md border border-line-strong pl-2 text-sm"
              >
                <span className="truncate">{label}</span>
                {loaded.status === 'here' && !known.includes(label) && (
                  <span className="ml-1 text-caption whitespace-nowrap text-muted">not in the corpus</span>
                )}
                <Button
                  size="small"
                  variant="ghost"
                  icon={<X aria-hidden />}
                  aria-label={`Remove ${label}`}
                  onClick={() => write(labels.filter(other => other !== label))}
                />
              </li>
            ))}
            {labels.length > most && <li className="text-caption text-muted">and {labels.length - most} more</li>}
          </ul>
        )}
        <div className="flex items-end gap-2">
          <div className="min-w-0 flex-1">
            <TextField
              label={<span className="font-normal">Add a label</span>}
              error={isThere ? 'This label is there.' : undefined}
              maxLength={200}
              value={typed}
              onChange={type}
              onKeyDown={event => {
                if (event.key !== 'Enter') return;
                event.preventDefault();
                add();
              }}
            />
          </div>
          <Button size="small" disabled={typed.trim() === '' || isThere} onClick={add}>
            Add
          </Button>
        </div>
        {known.length > 0 && missing.length > 0 && (
          <Button size="small" variant="ghost" onClick={() => write([...labels, ...missing])}>
            {labels.length === 0 ? 'Edit the labels of the corpus' : 'Add the other labels of the corpus'}
          </Button>
        )}
        {labels.length > 0 && (
          <Button size="small" variant="ghost" onClick={() => set(path, '')}>
            Use those of the corpus
          </Button>
        )}
      </div>
    </FieldGroup>
  );
}

/** Labels that are drawn. */
const most = 40;

function hintOf(labels: readonly string[], known: readonly string[], isKnown: boolean): string {
  if (labels.length > 0) return 'The model is asked for these, in this order.';
  if (!isKnown) return 'The labels of the corpus.';
  return known.length > 0
    ? 'The model is asked for these labels of the corpus.'
    : 'The corpus has no labels: name those that the model shall find.';
}
