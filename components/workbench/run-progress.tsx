'use client';

import { lazily } from '@/components/ui/lazily';
import { Progress } from '@/components/ui/progress';
import { sizeOf } from '@/components/ui/size';
import { duration } from '@/lib/core/duration';
import { isBusy, type RunView, timeLeft } from './state';

const RunPause = lazily(() => import('./run-pause').then(module => module.RunPause));

/** How far a run is: the load of its model, then its calls, or the units where calls cannot be counted. */
export function RunProgress({ run }: { run: RunView }) {
  const { live, plan, elapsed } = run;
  const { load } = live;
  if (run.status === 'loading' || (isBusy(run) && load)) {
    return (
      <Progress
        label={load ? `The model: ${load.phase}` : 'Making the model ready'}
        value={load?.loaded ?? 0}
        total={load?.total ?? null}
        detail={
          load?.unit === 'bytes' ? sizeOf(load.loaded, load.total) : elapsed > 1000 ? duration(elapsed) : undefined
        }
      />
    );
  }
  const calls = live.answered + live.replayed;
  const planned = plan ? Math.max(plan.calls, calls) : null;
  return (
    <>
      <Progress
        label={labelOf(run, calls)}
        value={planned === null ? live.done : calls}
        total={planned ?? live.total}
        detail={live.pause ? 'paused' : detailOf(run)}
      />
      {isBusy(run) && live.pause && <RunPause pause={live.pause} />}
    </>
  );
}

/** `12 of about 33 calls`, with `4 of 24 done` before it where there are several units, and `2 without an answer` behind it. */
function labelOf({ live, plan }: RunView, calls: number): string {
  const about = plan
    ? `${calls.toLocaleString('en')} of about ${plan.calls.toLocaleString('en')} calls`
    : `${calls} calls`;
  const failed = live.unanswered > 0 ? `, ${live.unanswered.toLocaleString('en')} without an answer` : '';
  return `${live.total > 1 ? `${live.done} of ${live.total} done, ` : ''}${about}${failed}`;
}

function detailOf(run: RunView): string {
  if (run.status === 'elsewhere') return 'goes on in another tab';
  if (!isBusy(run)) return run.id === null ? 'the recording ends here' : 'not finished: press Resume';
  const left = timeLeft(run);
  return left === null ? duration(run.elapsed) : `about ${duration(left)} left`;
}
