import { duration } from '@/components/trace/facts';
import { Progress } from '@/components/ui/progress';
import { isBusy, timeLeft, type RunView } from '../state';

/** How far a run is, and for how long it will go on; nothing once it is complete. */
export function RunProgress({ run }: { run: RunView }) {
  const { done, total } = run.live;
  const busy = isBusy(run);
  if (!busy && done >= total) return null;
  const left = timeLeft(run);
  const detail = !busy
    ? run.id === null
      ? 'the recording ends here'
      : 'stopped: Resume goes on from here'
    : left === null
      ? 'the time left shows after three'
      : `about ${duration(left)} left`;
  return <Progress label={`${done} of ${total} done`} value={done} total={total} detail={detail} />;
}
