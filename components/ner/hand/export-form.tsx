'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { FailureNotice } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import type { RunView } from '@/components/workbench/state';
import { formats } from '@/lib/panels/ner/formats/index';
import type { Report } from '@/lib/panels/ner/formats/report';
import { annotationOf, type HandAnnotations } from '@/lib/panels/ner/hand/annotation';
import type { Scope } from '@/lib/panels/ner/hand/corpus';
import type { AnnotationRow } from '@/lib/panels/ner/report/annotation-rows';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { type Unit, unitNames } from '@/lib/panels/ner/text/units';
import { saveCorpus } from './save-corpus';

/** Saves the annotations of the person as a corpus, in any format that the page reads. */
export function ExportForm({
  run,
  rows,
  labels,
  byHand,
}: {
  run: RunView<NerSettings>;
  rows: readonly AnnotationRow[];
  labels: readonly string[];
  byHand: HandAnnotations;
}) {
  const [formatId, setFormat] = useState(formats[0]?.id ?? '');
  const [scope, setScope] = useState<Scope>('mine');
  const [unit, setUnit] = useState('');
  const [report, setReport] = useState<Report | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const format = formats.find(({ id }) => id === formatId);
  const mine = rows.filter(({ sentence }) => annotationOf(byHand, sentence)).length;
  const count = scope === 'mine' ? mine : rows.length;
  const save = async () => {
    if (!format) return;
    setFailure(null);
    try {
      const options = unit === '' ? {} : { unit: unit as Unit };
      setReport(await saveCorpus(run.experiment, rows, labels, byHand, scope, format, options));
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <section className="space-y-2">
      <h3 className="text-lg font-semibold">Save as a corpus</h3>
      <div className="grid gap-2 sm:grid-cols-3">
        <Select
          label="Sentences"
          value={scope}
          onChange={next => setScope(next as Scope)}
          options={[
            { value: 'mine', label: `annotated by you (${mine.toLocaleString('en')})` },
            { value: 'all', label: `all of this run (${rows.length.toLocaleString('en')})` },
          ]}
        />
        <Select
          label="Format"
          hint={format?.summary}
          value={formatId}
          onChange={setFormat}
          options={formats.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <Select
          label="Places count"
          hint="In formats that state places."
          value={unit}
          onChange={setUnit}
          options={[
            { value: '', label: 'as is usual in the format' },
            ...Object.entries(unitNames).map(([value, label]) => ({ value, label })),
          ]}
        />
      </div>
      {scope === 'all' && (
        <p className="text-caption text-muted">
          Your annotations come first; other sentences have the gold of the corpus, or none.
        </p>
      )}
      <Button size="small" disabled={count === 0} onClick={() => void save()}>
        Save {count.toLocaleString('en')} sentence{count === 1 ? '' : 's'}
      </Button>
      {failure !== null && <FailureNotice failure={failure} />}
      <div aria-live="polite">{report && <Kept report={report} />}</div>
    </section>
  );
}

/** What the format could not hold. */
function Kept({ report: { sentences, spans, notes } }: { report: Report }) {
  const lists = [
    { title: 'sentences could not be written', list: sentences },
    { title: 'entities could not be written', list: spans },
    { title: 'are written in another way', list: notes },
  ].filter(({ list }) => list.total > 0);
  if (lists.length === 0) return <p className="text-sm">Saved in full.</p>;
  return (
    <ul className="space-y-1 text-sm">
      {lists.map(({ title, list }) => (
        <li key={title}>
          {list.total.toLocaleString('en')} {title}
          {list.listed[0] && `: sentence ${list.listed[0].line}: ${list.listed[0].reason}`}
        </li>
      ))}
    </ul>
  );
}
