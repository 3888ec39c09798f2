'use client';

import { Play } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { lazily } from '@/components/ui/lazily';
import { FailureNotice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import { Provenance } from '@/components/ui/provenance';
import { fromRecord } from '@/lib/core/failure';
import { useActions, usePanel } from './context';
import { Empty } from './empty';
import { Loading } from './loading';
import { Notices } from './notices';
import { visibleUnitId, visibleRun } from './replay/shown';
import { ShownPart } from './replay/shown-part';
import { source } from './source';
import { isBusy, isSame, type RunStatus, type RunView } from './state';
import { EvaluationView, ProblemView } from '@/components/divide-and-conquer/views';

const Player = lazily(() => import('./replay/player').then(module => module.Player));
const ComparisonBar = lazily(() => import('./replay/comparison-bar').then(module => module.ComparisonBar));

/** What is seen of the run: where it comes from, how it stands, and its problems. */
export function Stage() {
  const run = usePanel(visibleRun);
  const isOpening = usePanel(state => state.isOpening);
  return (
    <div className="space-y-5">
      <Notices />
      {isOpening && run && (
        <p role="status" className="text-sm text-muted">
          Opening
        </p>
      )}
      {run ? <Run run={run} /> : isOpening ? <Opening /> : <Empty />}
    </div>
  );
}

/** `run` is the run in sight: the one here, or the recorded one that it repeats. */
function Run({ run }: { run: RunView }) {
  const here = usePanel(state => state.run);
  const original = usePanel(state => state.original);
  const isStale = usePanel(state => !isSame(run.experiment, state.experiment));
  const root = usePanel(visibleUnitId);
  const trace = root === undefined ? undefined : run.live.units.get(root);
  return (
    <>
      <div className="space-y-2">
        {run.sentence && <p className="max-w-measure text-lg">{run.sentence}</p>}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Badge tone={tones[run.status]}>{words[run.status]}</Badge>
          <Provenance kind="measured" className="min-w-0 flex-1 basis-48">
            {source(run)} · seed {run.experiment.seed} · {new Date(run.createdAt).toISOString().slice(0, 10)}
            {run.live.answered > 0 && run.live.replayed > 0 && <> · {run.live.replayed} calls from the journal</>}
            {run.live.deviceLosses > 0 && <> · the GPU was lost ({times(run.live.deviceLosses)}) and the run went on</>}
          </Provenance>
          <RunHere />
        </div>
        {isStale && !isBusy(run) && !original && (
          <p className="text-sm text-muted">The settings have changed since: Run shows what they make of it.</p>
        )}
        {(run.status === 'loading' || (isBusy(run) && run.live.load)) && <Loading run={run} />}
        {run.failure && <FailureNotice failure={fromRecord(run.failure)} />}
      </div>
      {original && here && <ComparisonBar original={original} run={here} />}
      {trace && !isBusy(run) && (
        // As high as what comes into it: the tree below must not jump when the script is there.
        <div className="min-h-20">
          <Player key={`${run.createdAt} ${trace.root}`} trace={trace} />
        </div>
      )}
      <ShownPart>
        <View />
      </ShownPart>
    </>
  );
}

/** One problem in full, or all of them: of the run as it is shown, which a replay may have set back. */
function View() {
  const run = usePanel(state => state.run);
  const root = usePanel(visibleUnitId);
  const trace = root === undefined ? undefined : run?.live.units.get(root);
  if (!run) return null;
  return trace ? <ProblemView run={run} trace={trace} /> : <EvaluationView run={run} />;
}

/** Repeats the recorded run live, on the model of the form, and compares every call. */
function RunHere() {
  const isRecorded = usePanel(({ run, original }) => (original ?? run)?.status === 'recorded');
  const busy = usePanel(state => isBusy(state.run));
  const isAgain = usePanel(state => state.original !== null);
  const { runHere } = useActions();
  if (!isRecorded) return null;
  return (
    <Button
      size="small"
      icon={<Play aria-hidden />}
      disabled={busy}
      title="Repeats this run on the model of the form and compares every call with the recorded one"
      onClick={() => void runHere()}
    >
      {isAgain ? 'Run here again' : 'Run here'}
    </Button>
  );
}

const words: Record<RunStatus, string> = {
  recorded: 'recorded run',
  loading: 'loading the model',
  running: 'running',
  stopping: 'stopping',
  stopped: 'stopped',
  finished: 'finished',
  failed: 'failed',
};

const tones: Record<RunStatus, 'plain' | 'accent' | 'good' | 'warning' | 'danger'> = {
  recorded: 'plain',
  loading: 'accent',
  running: 'accent',
  stopping: 'warning',
  stopped: 'warning',
  finished: 'good',
  failed: 'danger',
};

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

function Opening() {
  return (
    <div role="status" className="space-y-5">
      <span className="sr-only">Loading a recorded run.</span>
      <Skeleton className="h-6 w-2/3" />
      <Skeleton className="h-16 w-72 max-w-full" />
      <Skeleton className="h-96 w-full" />
    </div>
  );
}
