import { Minus } from 'lucide-react';
import { StatusIcon } from '@/components/trace/status-icon';
import { classes } from '@/components/ui/classes';
import { failures } from '@/lib/core/failure';
import type { Metric } from '@/lib/panels/divide-and-conquer/tasks/contract';
import { Digits } from '../answer';
import type { Ending } from '../ending';
import { answerWords } from './words';

/** How a strategy ended, at the head of its lane: the answer and whether it is right, or why there is none. */
export function EndingLine({ ending, truth, metric }: { ending: Ending; truth: string | undefined; metric: Metric }) {
  if (ending.state === 'waiting' || ending.state === 'running') {
    return <span className="text-sm text-muted">{ending.state}</span>;
  }
  if (ending.state === 'failed') {
    return (
      <span className="inline-flex items-baseline gap-1.5 text-sm">
        <StatusIcon look="failed" className="size-4 self-center" />
        <span>
          {failures[ending.kind].sentence} {ending.detail && <span className="text-muted">{ending.detail}</span>}
        </span>
      </span>
    );
  }
  const { answer, correct } = ending;
  return (
    <span className="inline-flex min-w-0 flex-wrap items-baseline gap-x-2 text-lg">
      {metric === 'exact' ? (
        <Digits answer={answer} truth={truth ?? answer} />
      ) : (
        <span className={classes('min-w-0 break-words', metric === 'detection' ? 'font-semibold' : 'line-clamp-3')}>
          {answerWords(answer, metric)}
        </span>
      )}
      <Mark correct={correct} />
    </span>
  );
}

function Mark({ correct }: { correct: boolean | null }) {
  if (correct === null) {
    return (
      <span className="inline-flex items-center gap-1 text-sm text-muted">
        <Minus aria-hidden className="size-4" />
        not checked
      </span>
    );
  }
  return (
    <span
      className={classes('inline-flex items-center gap-1 text-sm font-semibold', correct ? 'text-good' : 'text-danger')}
    >
      <StatusIcon look={correct ? 'right' : 'entered'} className="size-4 self-center" />
      {correct ? 'right' : 'wrong'}
    </span>
  );
}
