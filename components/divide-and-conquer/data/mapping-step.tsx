'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { FieldGroup } from '@/components/ui/field';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Select } from '@/components/ui/select';
import {
  guessMeaning,
  labelKey,
  labelValues,
  type LabelValue,
} from '@/lib/panels/divide-and-conquer/tasks/verification/data/labels';
import {
  isComplete,
  mappingProblem,
  type Mapping,
  type MappingDraft,
} from '@/lib/panels/divide-and-conquer/tasks/verification/data/mapping';
import { fieldOf, type Row } from '@/lib/data/rows';
import type { DataTask } from '@/lib/panels/divide-and-conquer/tasks/verification/data/suggest';
import type { ReadFile } from '@/lib/panels/divide-and-conquer/tasks/verification/data/importing';
import { figure, textWords } from './words';

type Meaning = 'contradicted' | 'aligned' | 'neither';

const nothing: MappingDraft = {
  ...{ source: null, text: null, label: null, id: null, planted: null },
  ...{ contradicted: [], aligned: [] },
};

/** Which column is what, and what the labels mean; with the first rows as they would be read. */
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
  const words = textWords[task];
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
        {column('source', words.source, 'What must not be contradicted.', 'Choose a column')}
        {column('text', words.text, 'What is split and checked.', 'Choose a column')}
        <Select
          label="Label"
          hint="Says whether there is a contradiction."
          value={draft.label ?? ''}
          onChange={setLabel}
          options={[{ value: '', label: 'Choose a column' }, ...table.columns.map(value => ({ value, label: value }))]}
        />
        {column('id', 'Name of a pair', 'Optional.', 'The number of its line')}
        {column(
          'planted',
          'The contradicting sentence',
          'Optional: lets the single statements be scored too.',
          'Not told',
        )}
      </div>
      {values.length > 0 && <Meanings values={values} draft={draft} onMean={mean} />}
      <FirstRows rows={table.rows} draft={draft} words={words} />
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

const segments = [
  { value: 'contradicted', label: 'contradicts' },
  { value: 'aligned', label: 'does not' },
  { value: 'neither', label: 'leave out' },
];

function meaningOf(value: string, { contradicted, aligned }: MappingDraft): Meaning {
  const has = (list: string[]) => list.some(other => labelKey(other) === labelKey(value));
  return has(contradicted) ? 'contradicted' : has(aligned) ? 'aligned' : 'neither';
}

function Meanings({
  values,
  draft,
  onMean,
}: {
  values: readonly LabelValue[];
  draft: MappingDraft;
  onMean: (value: string, meaning: Meaning) => void;
}) {
  return (
    <FieldGroup label="What the labels mean" hint="Rows whose label is left out are listed in the next step.">
      <ul className="max-h-64 space-y-1 overflow-y-auto">
        {values.map(({ value, count }) => (
          <li key={value} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="min-w-24 flex-1 font-mono text-sm break-words">
              {value} <span className="font-sans text-caption text-muted">{figure(count)} rows</span>
            </span>
            <SegmentedControl
              label={`What \u201c${value}\u201d means`}
              size="small"
              value={meaningOf(value, draft)}
              onChange={next => onMean(value, next as Meaning)}
              segments={segments}
            />
          </li>
        ))}
      </ul>
    </FieldGroup>
  );
}

const shortly = (text: string): string => (text.length > 240 ? `${text.slice(0, 240)} \u2026` : text);

/** Texts of a file, as text. */
function FirstRows({
  rows,
  draft,
  words,
}: {
  rows: readonly Row[];
  draft: MappingDraft;
  words: { source: string; text: string };
}) {
  const parts = [
    [words.source, draft.source],
    [words.text, draft.text],
    ['Label', draft.label],
  ] as const;
  return (
    <section aria-label="First rows" className="space-y-2">
      <h3 className="text-sm font-semibold">The first rows, as they would be read</h3>
      <ol className="space-y-2">
        {rows.slice(0, 3).map(row => (
          <li key={row.line} className="rounded-md border border-line px-3 py-2 text-sm">
            <p className="text-caption text-muted">Line {figure(row.line)}</p>
            <dl>
              {parts.map(([word, column]) => (
                <div key={word}>
                  <dt className="inline font-semibold">{word}: </dt>
                  <dd className="inline break-words">
                    {column === null ? (
                      <span className="text-muted">not chosen</span>
                    ) : (
                      shortly(fieldOf(row, column) ?? '')
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ol>
    </section>
  );
}
