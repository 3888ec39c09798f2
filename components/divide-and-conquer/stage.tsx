'use client';

import { duration } from '@/components/trace/facts';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { FailureNotice, Notice } from '@/components/ui/notice';
import { Progress } from '@/components/ui/progress';
import { Skeleton } from '@/components/ui/skeleton';
import { Provenance } from '@/components/ui/provenance';
import { fromRecord } from '@/lib/ground/failure';
import { product } from '@/lib/tasks/multiplication/problem';
import { useActions, usePanel } from './context';
import { EvaluationView } from './evaluation-view';
import { ProblemView } from './problem-view';
import { source } from './source';
import { isBusy, isSame, type RunStatus, type RunView } from './state';

/** What is seen of the run: where it comes from, how it stands, and its problems. */
export function Stage() {
  const run = usePanel(state => state.run);
  const isOpening = usePanel(state => state.isOpening);
  return (
    <div className="space-y-5">
      <Notices />
      {run ? <Run run={run} /> : isOpening ? <Opening /> : <Empty />}
    </div>
  );
}

function Notices() {
  const notices = usePanel(state => state.notices);
  const unfinished = usePanel(state => state.unfinished);
  const { dismiss, resumeUnfinished, forgetUnfinished } = useActions();
  return (
    <>
      {notices.map(notice => (
        <FailureNotice
          key={notice.kind}
          failure={fromRecord(notice)}
          actions={
            <Button size="small" onClick={() => dismiss(notice.kind)}>
              Dismiss
            </Button>
          }
        />
      ))}
      {unfinished && (
        <Notice
          sentence={`A run of ${unfinished.header.title} was not finished.`}
          next={`${unfinished.calls} of its calls are kept and will not be repeated.`}
          actions={
            <>
              <Button size="small" onClick={() => void resumeUnfinished()}>
                Resume it ({unfinished.calls} calls done)
              </Button>
              <Button size="small" variant="ghost" onClick={forgetUnfinished}>
                Delete it
              </Button>
            </>
          }
        />
      )}
    </>
  );
}

function Run({ run }: { run: RunView }) {
  const unit = usePanel(state => state.unit);
  const isStale = usePanel(state => !isSame(run.experiment, state.experiment));
  const trace = [...run.live.units.values()].find(({ root }) => root === unit || run.live.total === 1);
  return (
    <>
      <div className="space-y-2">
        {run.sentence && <p className="max-w-measure text-lg">{run.sentence}</p>}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Badge tone={tones[run.status]}>{words[run.status]}</Badge>
          <Provenance kind="measured">
            {source(run)} · seed {run.experiment.seed} · {new Date(run.createdAt).toISOString().slice(0, 10)}
            {run.live.answered > 0 && run.live.replayed > 0 && <> · {run.live.replayed} calls from the journal</>}
            {run.live.losses > 0 && <> · the GPU was lost ({times(run.live.losses)}) and the run went on</>}
          </Provenance>
        </div>
        {isStale && !isBusy(run) && (
          <p className="text-sm text-muted">The settings have changed since: Run shows what they make of it.</p>
        )}
        {(run.status === 'loading' || (isBusy(run) && run.live.load)) && <Loading run={run} />}
        {run.failure && <FailureNotice failure={fromRecord(run.failure)} />}
      </div>
      {trace ? <ProblemView run={run} trace={trace} /> : <EvaluationView run={run} />}
    </>
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

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);

function Loading({ run }: { run: RunView }) {
  const { load } = run.live;
  const detail = load?.unit === 'bytes' ? bytesOf(load.loaded, load.total) : undefined;
  return (
    <Progress
      label={load ? `The model: ${load.phase}` : 'Making the model ready'}
      value={load?.loaded ?? 0}
      total={load?.total ?? null}
      detail={detail ?? (run.elapsed > 1000 ? duration(run.elapsed) : undefined)}
    />
  );
}

const bytesOf = (loaded: number, total: number | null): string =>
  total === null ? `${megabytes(loaded)} MB` : `${megabytes(loaded)} of ${megabytes(total)} MB`;

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

/** Before any run: what will be asked. */
function Empty() {
  const { problems, a, b, count } = usePanel(state => state.experiment.settings);
  return (
    <div className="rounded-lg border border-dashed border-line-strong px-6 py-14 text-center">
      {problems === 'given' ? (
        <p className="font-mono text-3xl break-all">
          {a} <span className="text-muted">×</span> {b}
          <span className="sr-only">, which is {product({ a, b })}</span>
        </p>
      ) : (
        <p className="text-2xl">{count} problems, drawn from the seed</p>
      )}
      <p className="mt-3 text-muted">Press Run: every strategy starts at once, and the tree grows as calls return.</p>
    </div>
  );
}
