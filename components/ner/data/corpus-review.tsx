'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { FailureNotice } from '@/components/ui/notice';
import { Provenance } from '@/components/ui/provenance';
import { Table } from '@/components/ui/table';
import { TextField } from '@/components/ui/text-field';
import { useActions } from '@/components/workbench/context';
import { LeftOut } from '@/components/workbench/data/left-out';
import { encodingText, figure } from '@/components/workbench/data/words';
import { counted } from '@/lib/core/in-words';
import { cleanDataName } from '@/lib/data/data-name';
import { dataLimits } from '@/lib/data/limits';
import type { ReadCorpus } from '@/lib/panels/ner/formats/read';
import { ownCorpora } from '@/lib/panels/ner/own/corpora';
import { factsOf } from '@/lib/panels/ner/own/facts';
import { countsOf, type StoredCorpus } from '@/lib/panels/ner/own/stored';
import { beginningOf } from '@/lib/panels/ner/text/beginning';
import { EntityText } from '../entities/entity-text';
import type { Choices } from './corpus-dialog';
import { HowRead } from './how-read';

/** Sentences and labels that are drawn. */
const mostSentences = 5;
const mostLabels = 100;
/** Code points of a sentence that are drawn. */
const longest = 600;

/** A corpus that was read, before it is stored: how it was read, what is in it, and what was left out. */
export function CorpusReview({
  read,
  stored,
  choices,
  wanted,
  onRead,
  onKept,
}: {
  read: ReadCorpus;
  stored: StoredCorpus;
  choices: Choices;
  /** Hash of the corpus that the experiment names; empty for none. */
  wanted: string;
  /** Reads the file again in another way. */
  onRead: (choices: Choices) => void;
  onKept: (stored: StoredCorpus) => void;
}) {
  const { touchData } = useActions();
  const [name, setName] = useState(stored.name);
  const [failure, setFailure] = useState<unknown>(null);
  const [isKeeping, setIsKeeping] = useState(false);
  const { corpus, report, files } = read;
  const { annotated, labels } = countsOf(corpus.sentences);
  const encoding = encodingText(files[0]?.encoding ?? 'utf-8');
  const keep = async () => {
    setIsKeeping(true);
    try {
      await ownCorpora.keep({ ...stored, name: cleanDataName(name) });
      touchData();
      onKept(stored);
    } catch (error) {
      setFailure(error);
      setIsKeeping(false);
    }
  };
  return (
    <div className="space-y-4">
      {failure !== null && <FailureNotice failure={failure} />}
      <div role="status" className="space-y-1">
        <Provenance kind="computed">
          {factsOf(corpus.sentences.length, annotated, labels.size)} · fingerprint{' '}
          <span className="font-mono">{stored.hash}</span>
        </Provenance>
        {wanted !== '' && (
          <p className={wanted === stored.hash ? 'text-sm' : 'text-sm text-warning'}>
            {wanted === stored.hash
              ? 'This is the corpus that the experiment names.'
              : `The experiment names the corpus ${wanted}. This one is another file, or read in another way.`}
          </p>
        )}
        {encoding && <p className="text-sm">{encoding}</p>}
      </div>
      <HowRead read={read} choices={choices} onRead={onRead} />
      <section aria-label="First sentences" className="space-y-2">
        <h3 className="text-sm font-semibold">The first sentences</h3>
        <ol className="space-y-1">
          {corpus.sentences.slice(0, mostSentences).map(sentence => {
            const { text, entities, isCut } = beginningOf(sentence, longest);
            return (
              <li key={sentence.id} className="rounded-md border border-line px-3 py-1 text-sm break-words">
                <EntityText text={text} spans={entities ?? []} labels={[...labels.keys()]} />
                {isCut && ' \u2026'}
                {entities === null && <span className="ml-2 text-caption text-muted">not annotated</span>}
              </li>
            );
          })}
        </ol>
      </section>
      {labels.size > 0 && (
        <Table
          caption="Entities by label"
          maxHeight="14rem"
          columns={[
            { id: 'label', title: 'Label', cell: ([label]) => <span className="break-words">{label}</span> },
            { id: 'count', title: 'Entities', numeric: true, cell: ([, count]) => figure(count) },
          ]}
          rows={[...labels].slice(0, mostLabels)}
          rowKey={([label]) => label}
        />
      )}
      <LeftOut list={report.sentences} title={`${counted(report.sentences.total, 'sentence')} left out`} />
      <LeftOut
        list={report.spans}
        title={`${figure(report.spans.total)} ${report.spans.total === 1 ? 'entity' : 'entities'} left out`}
      />
      <LeftOut list={report.notes} title={counted(report.notes.total, 'note')} />
      {report.sentences.total + report.spans.total === 0 && <p className="text-sm text-muted">Nothing was left out.</p>}
      <TextField
        label="Name"
        hint="Only for you. The name is not part of the fingerprint."
        maxLength={dataLimits.name}
        value={name}
        onChange={setName}
      />
      <Button disabled={isKeeping} onClick={() => void keep()}>
        {isKeeping ? 'Storing it' : 'Store it and use it'}
      </Button>
    </div>
  );
}
