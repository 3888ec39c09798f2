'use client';

import { type ReactNode, useState } from 'react';
import { Download } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { FailureNotice } from '@/components/ui/notice';
import { saveBlob } from '@/components/ui/save-blob';
import { Select } from '@/components/ui/select';
import { LeftOut } from '@/components/workbench/data/left-out';
import { counted } from '@/lib/core/in-words';
import { zipOf } from '@/lib/data/zip';
import type { Corpus } from '@/lib/panels/ner/corpus';
import { defaultFormat, formats } from '@/lib/panels/ner/formats/index';
import type { Report } from '@/lib/panels/ner/formats/report';
import { writeCorpus } from '@/lib/panels/ner/formats/write';
import { type SchemeId, schemes } from '@/lib/panels/ner/tags/schemes';
import { type Unit, unitNames } from '@/lib/panels/ner/text/units';

/** What is written, and how many mentions have no place in their sentence, so that no file holds them. */
export interface ToWrite {
  corpus: Corpus;
  absent: number;
}

interface Outcome {
  what: string;
  sentences: number;
  absent: number;
  report: Report;
}

const usual = { value: '', label: 'as is usual in the format' };

/** Saves sentences as a corpus in a format of choice, and says what the format could not hold. */
export function WriteForm({
  what,
  action,
  isDisabled = false,
  take,
  children,
}: {
  /** Names what is written: what was said of a file holds for nothing else. */
  what: string;
  /** On the button. */
  action: string;
  isDisabled?: boolean;
  /** @throws what cannot be taken */
  take: () => Promise<ToWrite>;
  /** A field before those of the format. */
  children: ReactNode;
}) {
  const [formatId, chooseFormat] = useState(defaultFormat.id);
  const [unit, chooseUnit] = useState('');
  const [scheme, chooseScheme] = useState('');
  const [outcome, setOutcome] = useState<Outcome>();
  const [failure, setFailure] = useState<unknown>(null);
  const [isBusy, setIsBusy] = useState(false);
  const format = formats.find(({ id }) => id === formatId) ?? defaultFormat;
  const change = (choose: (value: string) => void) => (value: string) => {
    setOutcome(undefined);
    choose(value);
  };
  const save = async () => {
    setIsBusy(true);
    setFailure(null);
    try {
      const { corpus, absent } = await take();
      const { files, report } = await writeCorpus(corpus, format, {
        ...(unit !== '' && { unit: unit as Unit }),
        ...(scheme !== '' && { scheme: scheme as SchemeId }),
      });
      const [first, ...others] = files;
      if (first && others.length > 0) saveBlob(await zipOf(files), `${corpus.name}.zip`);
      else if (first) saveBlob(first.blob, first.name);
      setOutcome({ what, sentences: corpus.sentences.length, absent, report });
    } catch (error) {
      setFailure(error);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <div className="space-y-3">
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        {children}
        <Select
          label="Format"
          value={format.id}
          onChange={change(chooseFormat)}
          options={formats.map(({ id, title }) => ({ value: id, label: title }))}
        />
        {format.choices.includes('unit') && (
          <Select
            label="Places count"
            value={unit}
            onChange={change(chooseUnit)}
            options={[usual, ...Object.entries(unitNames).map(([value, label]) => ({ value, label }))]}
          />
        )}
        {format.choices.includes('scheme') && (
          <Select
            label="Tag scheme"
            value={scheme}
            onChange={change(chooseScheme)}
            options={[usual, ...schemes.map(({ id, title }) => ({ value: id, label: title }))]}
          />
        )}
      </div>
      <p className="max-w-measure text-sm text-muted">{format.summary}</p>
      {failure !== null && <FailureNotice failure={failure} />}
      <Button size="small" icon={<Download aria-hidden />} disabled={isBusy || isDisabled} onClick={() => void save()}>
        {isBusy ? 'Writing the file' : action}
      </Button>
      <div role="status" className="space-y-3">
        {outcome?.what === what && <Written {...outcome} />}
      </div>
    </div>
  );
}

/** What the file holds, and what it does not. */
function Written({ sentences, absent, report }: Outcome) {
  const isWhole = report.sentences.total + report.spans.total + absent === 0;
  const entities = `${report.spans.total.toLocaleString('en')} ${report.spans.total === 1 ? 'entity' : 'entities'}`;
  return (
    <>
      <p className="text-sm">
        {counted(sentences, 'sentence')} written{isWhole && ', with all entities'}.
        {absent > 0 &&
          ` ${counted(absent, 'mention')} ${absent === 1 ? 'does' : 'do'} not occur in the sentence, and no file can hold a place of it.`}
      </p>
      <LeftOut
        list={report.sentences}
        unit="Sentence"
        title={`${counted(report.sentences.total, 'sentence')} not written`}
      />
      <LeftOut list={report.spans} unit="Sentence" title={`${entities} not written`} />
      <LeftOut list={report.notes} unit="Sentence" title={counted(report.notes.total, 'note')} />
    </>
  );
}
