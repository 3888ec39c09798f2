'use client';

import { useRef, useState } from 'react';
import { Download, FileUp, Link2, Play, RotateCcw, Square } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { lazily } from '@/components/ui/lazily';
import { largestFile } from '@/lib/experiment/file';
import { Failure, failures } from '@/lib/core/failure';
import { putInAddress } from '../address';
import { useActions, usePanel } from '../context';
import { planOf, planText, speechless } from '@/components/divide-and-conquer/form/plan';
import { useProblemList } from '@/components/divide-and-conquer/form/problem-list';
import { RunPlan } from './run-plan';
import { canResume, isBusy, isSame, obstacle } from '../state';

/** For whoever leaves arithmetic. */
const Speechless = lazily(() =>
  import('@/components/divide-and-conquer/form/speechless').then(module => module.Speechless),
);
const LinkDialog = lazily(() => import('./link-dialog').then(module => module.LinkDialog));

/** What can be done with the experiment: one primary button, which says what it will run, and becomes Stop. */
export function RunBar() {
  const problems = usePanel(state => state.experiment.settings.problems);
  const busy = usePanel(state => isBusy(state.run));
  const stopping = usePanel(state => state.run?.status === 'stopping');
  const resumable = usePanel(state => canResume(state.run) && isSame(state.run!.experiment, state.experiment));
  const experiment = usePanel(state => state.experiment);
  const typed = usePanel(state => obstacle(state, problems));
  const other = problems === 'drawn' ? 'given' : 'drawn';
  const otherTyped = usePanel(state => obstacle(state, other));
  const list = useProblemList();
  const { start, resume, stop, reset, warm, notify } = useActions();
  const missing = list.status === 'failed' ? missingText(list.failure) : undefined;
  const blocked = typed ?? missing;
  const available = list.status === 'here' ? list.problems.length : undefined;
  const many = planText(planOf(experiment, 'drawn', available));
  const run = (which: typeof problems) => void start(which).catch(notify);

  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-2">
        {busy ? (
          <Button
            variant="danger"
            icon={<Square aria-hidden />}
            disabled={stopping}
            onClick={stop}
            className="min-w-28"
          >
            {stopping ? 'Stopping' : 'Stop'}
          </Button>
        ) : (
          <Button
            variant="primary"
            icon={<Play aria-hidden />}
            disabled={blocked !== undefined}
            aria-describedby={blocked ? 'run-obstacle' : 'run-plan'}
            className="h-auto min-h-9 min-w-28 shrink! py-1 whitespace-normal"
            onPointerEnter={() => void warm()}
            onClick={() => (resumable ? void resume().catch(notify) : run(problems))}
          >
            {resumable ? 'Resume' : problems === 'drawn' ? `Run ${many}` : 'Run'}
          </Button>
        )}
        {resumable && <Button onClick={() => run(problems)}>Run anew</Button>}
        <Button
          disabled={busy || otherTyped !== undefined || missing !== undefined}
          className="h-auto min-h-9 shrink! py-1 whitespace-normal"
          onClick={() => run(other)}
        >
          {problems === 'drawn' ? 'Run this one problem' : `Run ${many}`}
        </Button>
        <span className="flex-1" />
        <div className="flex flex-wrap items-center gap-1">
          <Button variant="ghost" size="small" icon={<RotateCcw aria-hidden />} onClick={reset}>
            Reset
          </Button>
          <CopyLink />
          <ExportRun />
          <ImportFile />
        </div>
        {blocked ? (
          <p id="run-obstacle" className="w-full text-caption text-danger">
            {blocked}
          </p>
        ) : (
          <RunPlan available={available} />
        )}
      </div>
      {speechless(experiment, problems).length > 0 && <Speechless />}
    </div>
  );
}

const missingText = ({ kind }: Failure): string =>
  kind === 'data-missing' ? 'Data: the data set is not in this browser.' : `Data: ${failures[kind].sentence}`;

/** Copies the link and puts it into the address bar; shows it to be selected where the browser does not let it be copied. */
function CopyLink() {
  const experiment = usePanel(state => state.experiment);
  const { notify } = useActions();
  const [state, setState] = useState<'idle' | 'copied'>('idle');
  const [shownLink, showLink] = useState<string | null>(null);
  const copy = async () => {
    let link: string;
    try {
      link = putInAddress(experiment);
    } catch (error) {
      return notify(error);
    }
    try {
      await navigator.clipboard.writeText(link);
      setState('copied');
      setTimeout(() => setState('idle'), 2000);
    } catch {
      showLink(link);
    }
  };
  return (
    <>
      <Button variant="ghost" size="small" icon={<Link2 aria-hidden />} onClick={() => void copy()}>
        {state === 'copied' ? 'Link copied' : 'Copy link'}
      </Button>
      <span role="status" className="sr-only">
        {state === 'copied' ? 'Link copied' : ''}
      </span>
      {shownLink !== null && <LinkDialog link={shownLink} onClose={() => showLink(null)} />}
    </>
  );
}

function ExportRun() {
  const hasRun = usePanel(state => state.run !== null);
  const { exportText, notify } = useActions();
  const save = () => {
    try {
      const url = URL.createObjectURL(new Blob([exportText()], { type: 'application/json' }));
      const anchor = Object.assign(document.createElement('a'), { href: url, download: 'loupe-run.json' });
      anchor.click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
    } catch (error) {
      notify(error);
    }
  };
  return (
    <Button variant="ghost" size="small" icon={<Download aria-hidden />} disabled={!hasRun} onClick={save}>
      Export run
    </Button>
  );
}

function ImportFile() {
  const input = useRef<HTMLInputElement>(null);
  const { importText, notify } = useActions();
  const read = async (file: File) => {
    // Checked before the file is read: a huge one would not fit into memory. Bytes are at least as many as characters.
    if (file.size > 4 * largestFile) return notify(new Failure('file-too-large'));
    await importText(await file.text());
  };
  return (
    <>
      <Button variant="ghost" size="small" icon={<FileUp aria-hidden />} onClick={() => input.current?.click()}>
        Import file
      </Button>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        aria-label="Experiment or run to import"
        className="hidden"
        onChange={event => {
          const [file] = event.target.files ?? [];
          if (file) void read(file).catch(notify);
          event.target.value = '';
        }}
      />
    </>
  );
}
