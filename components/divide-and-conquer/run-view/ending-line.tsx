import { Minus } from 'lucide-react';
import { StatusIcon } from '@/components/trace/status-icon';
import { classes } from '@/components/ui/classes';
import { failures, isOfTheModel } from '@/lib/core/failure';
import type { PresentedProblem } from '@/lib/panels/divide-and-conquer/present';
import { Digits } from '../digits';
import type { Ending } from './ending';

const words = { waiting: 'waiting', running: 'running', unstarted: 'not started', stopped: 'stopped' } as const;

/** How a strategy ended: its answer and whether it is correct, or why there is none. */
export function EndingLine({
  ending,
  problem: { description, prompts, truth },
}: {
  ending: Ending;
  problem: Pick<PresentedProblem, 'description' | 'prompts' | 'truth'>;
}) {
  if (ending.state === 'failed') {
    return (
      <span className="inline-flex items-baseline gap-1.5 text-sm">
        <StatusIcon status="failed" className="size-4 self-center" />
        <span>
          {!isOfTheModel(ending.kind) && <span className="font-semibold">not answered: </span>}
          {failures[ending.kind].sentence} {ending.detail && <span className="text-muted">{ending.detail}</span>}
        </span>
      </span>
    );
  }
  if (ending.state !== 'answered') return <span className="text-sm text-muted">{words[ending.state]}</span>;
  const { answer, isRight } = ending;
  return (
    <span className="inline-flex min-w-0 flex-wrap items-baseline gap-x-2">
      {description.formula ? (
        <Digits answer={answer} truth={truth ?? answer} />
      ) : (
        <span className="line-clamp-3 min-w-0 break-words">{prompts.answerInWords?.(answer) ?? answer}</span>
      )}
      <Mark isRight={isRight} />
    </span>
  );
}

function Mark({ isRight }: { isRight: boolean | null }) {
  if (isRight === null) {
    return (
      <span className="inline-flex items-center gap-1 text-sm text-muted">
        <Minus aria-hidden className="size-4" />
        not checked
      </span>
    );
  }
  return (
    <span
      className={classes('inline-flex items-center gap-1 text-sm font-semibold', isRight ? 'text-good' : 'text-danger')}
    >
      <StatusIcon status={isRight ? 'right' : 'wrong'} className="size-4 self-center" />
      {isRight ? 'correct' : 'wrong'}
    </span>
  );
}
