'use client';

import { Play } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { lazily } from '@/components/ui/lazily';
import { FailureNotice, Notice } from '@/components/ui/notice';
import { Provenance } from '@/components/ui/provenance';
import { useIsInteractive } from '@/components/ui/use-is-interactive';
import { fromRecord } from '@/lib/core/failure';
import { BackToAll } from './back-to-all';
import { useActions, useViews, useWorkbench } from './context';
import { useNeedsServer } from './model/use-needs-server';
import { Notices } from './notices';
import { Part } from './part';
import { Picture } from './picture';
import { visibleRun, visibleUnitId } from './replay/shown';
import { RunProgress } from './run-progress';
import { source } from './source';
import { isBusy, isOfClaim, isSame, type RunStatus, type RunView } from './state';
import { Still, StillNote } from './still';
import { unansweredWords } from './unanswered';

const Player = lazily(() => import('./replay/player').then(module => module.Player));
const SharedExperiment = lazily(() => import('./shared-experiment').then(module => module.SharedExperiment));
const OfferedRun = lazily(() => import('./offered-run/offered-run').then(module => module.OfferedRun));
const ClaimedResult = lazily(() => import('./share/claimed-result').then(module => module.ClaimedResult));
const ComparisonBar = lazily(() => import('./replay/comparison-bar').then(module => module.ComparisonBar));

/** The run: its status, its picture, and what it was measured on. */
export function RunPanel() {
  const run = useWorkbench(visibleRun);
  const isOpening = useWorkbench(state => state.isOpening);
  // What the address names is read once the page listens.
  const isBeginning = !useIsInteractive();
  const isShared = useWorkbench(state => state.isShared);
  const isOffered = useWorkbench(state => state.offered !== null);
  const isClaimed = useWorkbench(isOfClaim);
  const { Intro } = useViews();
  return (
    <div className="space-y-2">
      <Notices />
      {run ? (
        <>
          <Standing run={run} />
          <Part name="The picture of the run">
            <Picture />
          </Part>
          <Measured run={run} />
        </>
      ) : isOpening || isBeginning ? (
        <Opening />
      ) : isOffered ? (
        <OfferedRun />
      ) : isShared ? (
        <SharedExperiment />
      ) : (
        <Intro />
      )}
      {isClaimed && <ClaimedResult />}
    </div>
  );
}

/** One or two lines above the picture: title and status of the run, and its player or its progress. */
function Standing({ run }: { run: RunView }) {
  const current = useWorkbench(state => state.run);
  const original = useWorkbench(state => state.original);
  const isOpening = useWorkbench(state => state.isOpening);
  const isStale = useWorkbench(state => !isSame(run.experiment, state.experiment));
  const unit = useWorkbench(visibleUnitId);
  const trace = unit === undefined ? undefined : run.live.units.get(unit);
  const busy = isBusy(run);
  const unanswered = unansweredWords(run);
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge tone={tones[run.status]}>{statusWords[run.status]}</Badge>
        <p className="order-last min-w-0 basis-full leading-snug min-[900px]:order-none min-[900px]:flex-1 min-[900px]:basis-64">
          {isOpening ? 'Opening another run.' : run.sentence || run.title}
          {isStale && !busy && !original && <span className="text-muted"> Settings changed. Press Run to update.</span>}
        </p>
        <Rerun />
      </div>
      {run.failure && (
        <FailureNotice failure={fromRecord(run.failure)} actions={run.status === 'elsewhere' && <TakeOver />} />
      )}
      {unanswered && <Notice tone="warning" {...unanswered} />}
      {original && current && <ComparisonBar original={original} run={current} />}
      {busy || (run.live.total > 1 && run.live.done < run.live.total) ? (
        <RunProgress run={run} />
      ) : (
        trace && (
          // As high as the player, whose script is loaded later, so that the picture does not move.
          <div className="min-h-10">
            <Part name="The player">
              <Player key={`${run.createdAt} ${trace.root}`} trace={trace} />
            </Part>
          </div>
        )
      )}
      <BackToAll run={run} />
    </div>
  );
}

/** Has a run that goes on in another page go on in this one. */
function TakeOver() {
  const { resume, notify } = useActions();
  return (
    <Button size="small" onClick={() => void resume().catch(notify)}>
      Take it over
    </Button>
  );
}

/** What the run was measured on. Stands below the picture, so that it does not push the picture down. */
function Measured({ run }: { run: RunView }) {
  const { answered, replayed, deviceLosses } = run.live;
  return (
    <Provenance kind="measured">
      {source(run)} · seed {run.experiment.seed} · {new Date(run.createdAt).toISOString().slice(0, 10)}
      {answered > 0 && replayed > 0 && <> · {replayed.toLocaleString('en')} calls from the journal</>}
      {deviceLosses > 0 && <> · the GPU or the worker was lost {times(deviceLosses)}; the run continued</>}
    </Provenance>
  );
}

/** Repeats a recorded run in this browser, on the model of the form, and compares every call. */
function Rerun() {
  const isRecorded = useWorkbench(({ run, original }) => (original ?? run)?.status === 'recorded');
  const busy = useWorkbench(state => isBusy(state.run));
  const isWithoutServer = useNeedsServer();
  const { rerun, notify } = useActions();
  if (!isRecorded) return null;
  return (
    <Button
      size="small"
      icon={<Play aria-hidden />}
      className="ml-auto"
      disabled={busy || isWithoutServer}
      title="Runs the same experiment in this browser, on the model of the form, and compares every call"
      onClick={() => void rerun().catch(notify)}
    >
      Re-run and compare
    </Button>
  );
}

const statusWords: Record<RunStatus, string> = {
  recorded: 'recorded run',
  loading: 'loading the model',
  running: 'running',
  stopping: 'stopping',
  elsewhere: 'in another tab',
  stopped: 'stopped',
  incomplete: 'incomplete',
  finished: 'finished',
  failed: 'failed',
};

const tones: Record<RunStatus, 'plain' | 'accent' | 'good' | 'warning' | 'danger'> = {
  recorded: 'plain',
  loading: 'accent',
  running: 'accent',
  stopping: 'warning',
  elsewhere: 'accent',
  stopped: 'warning',
  incomplete: 'warning',
  finished: 'good',
  failed: 'danger',
};

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

/** Stands where the run will: one line, and its picture, whose space begins where that of the player does. */
function Opening() {
  return (
    <div className="space-y-2">
      <p role="status" className="flex min-h-8 items-center text-muted">
        Opening a recorded run.
        <StillNote />
      </p>
      <Still />
    </div>
  );
}
