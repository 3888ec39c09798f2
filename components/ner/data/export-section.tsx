'use client';

import { useState } from 'react';
import { Download } from 'lucide-react';
import { resultsOf } from '@/components/trace/live-run';
import { Button } from '@/components/ui/button';
import { FailureNotice } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import { LeftOut } from '@/components/workbench/data/left-out';
import { counted, figure } from '@/components/workbench/data/words';
import { visibleRun } from '@/components/workbench/replay/shown';
import { saveBlob } from '@/components/workbench/save-blob';
import type { RunView } from '@/components/workbench/state';
import { zipOf } from '@/lib/data/zip';
import { formats } from '@/lib/panels/ner/formats/index';
import { writeCorpus, type WrittenCorpus } from '@/lib/panels/ner/formats/write';
import { registry } from '@/lib/panels/ner/registry';
import { exportsOf } from '@/lib/panels/ner/report/exports';
import { loopOf } from '@/lib/panels/ner/report/loop';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { type SchemeId, schemes } from '@/lib/panels/ner/tags/schemes';
import { type Unit, unitNames } from '@/lib/panels/ner/text/units';
import { usePanel } from '../use-panel';

/** What can be taken out of the shown run: a file in a format of choice. Nothing where there is no run. */
export function ExportSection() {
  const run = usePanel(visibleRun);
  return run && <RunExport run={run} />;
}

interface Outcome {
  sentences: number;
  absent: number;
  report: WrittenCorpus['report'];
}

function RunExport({ run }: { run: RunView<NerSettings> }) {
  const all = exportsOf(run.experiment, registry);
  const [what, chooseWhat] = useState('');
  const [formatId, chooseFormat] = useState('spacy-jsonl');
  const [unit, chooseUnit] = useState('');
  const [scheme, chooseScheme] = useState('IOB2');
  const [outcome, setOutcome] = useState<Outcome>();
  const [failure, setFailure] = useState<unknown>(null);
  const [isBusy, setIsBusy] = useState(false);
  const chosen = all.find(({ id }) => id === what) ?? all[0];
  const format = formats.find(({ id }) => id === formatId) ?? formats[0];
  if (!chosen || !format) return null;

  /** What was said of the file before holds no longer. */
  const change = (choose: (value: string) => void) => (value: string) => {
    setOutcome(undefined);
    choose(value);
  };
  const save = async () => {
    setIsBusy(true);
    setFailure(null);
    try {
      const { sentences, absent } = chosen.take(loopOf(run.experiment, resultsOf(run.live), registry));
      const name = chosen.title.replace(/[^\p{L}\p{N}]+/gu, '-').toLowerCase();
      const { files, report } = await writeCorpus({ name, labels: [], sentences }, format, {
        scheme: scheme as SchemeId,
        ...(unit !== '' && { unit: unit as Unit }),
      });
      const [first, ...others] = files;
      if (first && others.length > 0) saveBlob(await zipOf(files), `${name}.zip`);
      else if (first) saveBlob(first.blob, first.name);
      setOutcome({ sentences: sentences.length, absent, report });
    } catch (error) {
      setFailure(error);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <details className="rounded-lg border border-line p-4">
      <summary className="font-semibold">Export sentences, annotations and predictions</summary>
      <div className="mt-3 space-y-3">
        <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
          <Select
            label="What"
            value={chosen.id}
            onChange={change(chooseWhat)}
            options={all.map(({ id, title }) => ({ value: id, label: title }))}
          />
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
              options={[
                { value: '', label: 'What the format counts' },
                ...(['code-points', 'utf-16'] as const).map(id => ({ value: id, label: unitNames[id] })),
              ]}
            />
          )}
          {format.choices.includes('scheme') && (
            <Select
              label="Tag scheme"
              value={scheme}
              onChange={change(chooseScheme)}
              options={schemes.map(({ id, title }) => ({ value: id, label: title }))}
            />
          )}
        </div>
        <p className="max-w-measure text-sm text-muted">{format.summary}</p>
        {failure !== null && <FailureNotice failure={failure} />}
        <Button size="small" icon={<Download aria-hidden />} disabled={isBusy} onClick={() => void save()}>
          {isBusy ? 'Writing the file' : 'Save the file'}
        </Button>
        <div role="status" className="space-y-3">
          {outcome && <Written {...outcome} />}
        </div>
      </div>
    </details>
  );
}

/** What the file holds, and what it does not. */
function Written({ sentences, absent, report }: Outcome) {
  const isWhole = report.sentences.total + report.spans.total + absent === 0;
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
      <LeftOut
        list={report.spans}
        unit="Sentence"
        title={`${figure(report.spans.total)} ${report.spans.total === 1 ? 'entity' : 'entities'} not written`}
      />
      <LeftOut list={report.notes} unit="Sentence" title={counted(report.notes.total, 'note')} />
    </>
  );
}
