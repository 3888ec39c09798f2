'use client';

import { useRef, useState } from 'react';
import { Download, FileUp, Link2, Play, RotateCcw, Square } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { lazily } from '@/components/ui/lazily';
import { largestFile } from '@/lib/experiment/file';
import { Failure } from '@/lib/ground/failure';
import { putInAddress } from './address';
import { useActions, usePanel } from './context';
import { canResume, isBusy, isSame, obstacle } from './state';

const LinkDialog = lazily(() => import('./link-dialog').then(module => module.LinkDialog));

/** What can be done with the experiment: one primary button, which runs, and becomes Stop. */
export function RunBar() {
  const problems = usePanel(state => state.experiment.settings.problems);
  const count = usePanel(state => state.experiment.settings.count);
  const busy = usePanel(state => isBusy(state.run));
  const stopping = usePanel(state => state.run?.status === 'stopping');
  const resumable = usePanel(state => canResume(state.run) && isSame(state.run!.experiment, state.experiment));
  const blocked = usePanel(state => obstacle(state, state.experiment.settings.problems));
  const { start, resume, stop, reset, warm } = useActions();
  const many = problems === 'drawn' ? 'Run this one problem' : `Run ${count} problems`;
  const other = problems === 'drawn' ? 'given' : 'drawn';
  const otherBlocked = usePanel(state => obstacle(state, other));

  return (
    <div className="flex flex-wrap items-center gap-2">
      {busy ? (
        <Button variant="danger" icon={<Square aria-hidden />} disabled={stopping} onClick={stop} className="min-w-28">
          {stopping ? 'Stopping' : 'Stop'}
        </Button>
      ) : (
        <Button
          variant="primary"
          icon={<Play aria-hidden />}
          disabled={blocked !== undefined}
          aria-describedby={blocked ? 'run-obstacle' : undefined}
          className="min-w-28"
          onPointerEnter={() => void warm()}
          onClick={() => void (resumable ? resume() : start(problems))}
        >
          {resumable ? 'Resume' : problems === 'drawn' ? `Run ${count} problems` : 'Run'}
        </Button>
      )}
      {resumable && <Button onClick={() => void start(problems)}>Run anew</Button>}
      <Button disabled={busy || otherBlocked !== undefined} onClick={() => void start(other)}>
        {many}
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
      {blocked && (
        <p id="run-obstacle" className="w-full text-caption text-danger">
          {blocked}
        </p>
      )}
    </div>
  );
}

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
