'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';
import { figure } from '@/components/workbench/data/words';
import type { ReadFile } from '@/lib/panels/divide-and-conquer/tasks/verification/data/importing';
import { guessMeaning, labelKey, labelValues } from '@/lib/panels/divide-and-conquer/tasks/verification/data/labels';
import {
  isComplete,
  type Mapping,
  type MappingDraft,
  mappingProblem,
} from '@/lib/panels/divide-and-conquer/tasks/verification/data/mapping';
import type { DataTask } from '@/lib/panels/divide-and-conquer/tasks/verification/data/suggest';
import { FirstRows } from './first-rows';
import { type Meaning, Meanings } from './meanings';
import { textLabels } from './words';

const nothing: MappingDraft = {
  ...{ source: null, text: null, label: null, id: null, planted: null },
  ...{ contradicted: [], aligned: [] },
};

/** Asks what each column is and what the labels mean. Shows the first rows as they would be read. */
export function MappingStep({
  file: { name, table, recognition },
  task,
  onDone,
}: {
  file: ReadFile;
  task: DataTask;
  onDone: (mapping: Mapping) => void;
}) {
  const [draft, setDraft] = useState(recognition.kind === 'columns' ? recognition.mapping : nothing);
  const labels = textLabels(task);
  const problem = mappingProblem(draft);
  const values = draft.label === null ? [] : labelValues(table.rows, draft.label);

  const column = (part: 'source' | 'text' | 'id' | 'planted', label: string, hint: string, none: string) => (
    <Select
      label={label}
      hint={hint}
      value={draft[part] ?? ''}
      onChange={value => setDraft({ ...draft, [part]: value === '' ? null : value })}
      options={[{ value: '', label: none }, ...table.columns.map(value => ({ value, label: value }))]}
    />
  );
  const setLabel = (value: string) => {
    const label = value === '' ? null : value;
    const meaning = label === null ? nothing : guessMeaning(label, labelValues(table.rows, label));
    setDraft({ ...draft, label, contradicted: meaning.contradicted, aligned: meaning.aligned });
  };
  const mean = (value: string, meaning: Meaning) => {
    const without = (list: string[]) => list.filter(other => labelKey(other) !== labelKey(value));
    setDraft({
      ...draft,
      contradicted: [...without(draft.contradicted), ...(meaning === 'contradicted' ? [value] : [])],
      aligned: [...without(draft.aligned), ...(meaning === 'aligned' ? [value] : [])],
    });
  };

  return (
    <div className="space-y-4">
      <p role="status">
        {name}: {figure(table.rows.length)} rows. {recognition.sentence}
      </p>
      <div className="grid gap-4 sm:grid-cols-2">
        {column('source', labels.source, 'The text that must not be contradicted.', 'Choose a column')}
        {column('text', labels.text, 'The text that is split and checked.', 'Choose a column')}
        <Select
          label="Label"
          hint="Says whether there is a contradiction."
          value={draft.label ?? ''}
          onChange={setLabel}
          options={[{ value: '', label: 'Choose a column' }, ...table.columns.map(value => ({ value, label: value }))]}
        />
        {column('id', 'Name of a pair', 'Optional.', 'Its line number')}
        {column(
          'planted',
          'The contradicting sentence',
          'Optional. Single statements can then be scored, too.',
          'Not in the file',
        )}
      </div>
      {values.length > 0 && <Meanings values={values} draft={draft} onMean={mean} />}
      <FirstRows rows={table.rows} draft={draft} labels={labels} />
      <div className="flex flex-wrap items-center gap-3">
        <Button disabled={problem !== null} onClick={() => isComplete(draft) && onDone(draft)}>
          Read the rows
        </Button>
        <p aria-live="polite" className="text-sm text-muted">
          {problem}
        </p>
      </div>
    </div>
  );
}
