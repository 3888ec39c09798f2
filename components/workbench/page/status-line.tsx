'use client';

import { LiveRegion } from '@/components/ui/live-region';
import { useWorkbench } from '../context';
import { isBusy, type RunView } from '../state';
import { unansweredWords } from '../unanswered';

/** Says to screen readers how the run stands: its start, its progress now and then, and its end. */
export function StatusLine() {
  const run = useWorkbench(state => state.run);
  return (
    <LiveRegion
      message={run ? messageOf(run) : ''}
      urgent={run !== null && (!isBusy(run) || run.live.done === 0 || run.live.pause !== null)}
    />
  );
}

function messageOf(run: RunView): string {
  const { live, plan } = run;
  const calls = live.answered + live.replayed;
  switch (run.status) {
    case 'recorded':
      return `Recorded run opened: ${run.title}.`;
    case 'loading':
      return 'Run started. The model is loading.';
    case 'running':
      if (live.pause)
        return `Run paused. ${live.pause.failure.message} The next try is at ${clockTime(live.pause.until)}.`;
      return plan && live.done > 0
        ? `${live.done} of ${live.total} done, ${calls} of about ${plan.calls} calls.`
        : 'Run in progress.';
    case 'stopping':
      return 'Stopping.';
    case 'elsewhere':
      return 'This run goes on in another tab, and is followed here.';
    case 'stopped':
      return `Run stopped after ${calls} calls.`;
    case 'incomplete':
      return `Run incomplete: ${run.title}. ${unansweredWords(run)?.sentence ?? ''}`;
    case 'finished':
      return `Run finished: ${run.title}, ${calls} calls.`;
    case 'failed':
      return 'The run failed.';
  }
}

/** The time of day, in the words of the reader's country. */
const clockTime = (time: number): string =>
  new Date(time).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' });
