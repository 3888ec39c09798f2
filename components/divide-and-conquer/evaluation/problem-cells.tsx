import { StatusIcon } from '@/components/trace/status-icon';
import { failureSentence } from '@/components/workbench/evaluation/words';
import { beginning } from '@/lib/evaluation/shorten';
import { isAnswered } from '@/lib/evaluation/trial';
import { errorKindsOf } from '@/lib/panels/divide-and-conquer/evaluation/error-kinds';
import type { TaskPrompts } from '@/lib/panels/divide-and-conquer/tasks/prompts';
import { Digits } from '../digits';
import type { ProblemRow } from './problem-rows';

const errorKinds = errorKindsOf();

/** How answers of a task are written. */
export interface AnswerStyle {
  prompts: Pick<TaskPrompts, 'answerInWords'>;
  /** Whether answers are numbers, of which each wrong digit is marked. */
  isNumber: boolean;
}

/** Characters of a text that a cell shows. */
const longest = 60;

const worded = (answer: string, { answerInWords }: AnswerStyle['prompts']): string =>
  beginning(answerInWords?.(answer) ?? answer, longest);

/** What is known to be correct. */
export const Truth = ({ row: { truth }, prompts }: { row: ProblemRow } & Pick<AnswerStyle, 'prompts'>) =>
  truth === null ? (
    <span className="text-muted">not known</span>
  ) : (
    <span className="whitespace-nowrap">{worded(truth, prompts)}</span>
  );

/** How one strategy ended on one problem: its answer with a sign and a word, and the kind of error where it is wrong. */
export function Ending({
  row: { trials, status },
  strategy,
  isBusy,
  prompts,
  isNumber,
}: { row: ProblemRow; strategy: string; isBusy: boolean } & AnswerStyle) {
  const trial = trials.get(strategy);
  if (!trial) return <span className="text-muted">{unended(status, isBusy)}</span>;
  const { result, correct, error, truth } = trial;
  const kind = error && errorKinds[error.kind];
  const why = kind && <span className="block text-caption text-muted">{kind.word}</span>;
  if ('failure' in result) {
    const isUnanswered = !isAnswered(result);
    return (
      <>
        <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
          <StatusIcon status="failed" /> {isUnanswered ? 'not answered' : 'no usable answer'}
        </span>
        {isUnanswered ? (
          <span className="block text-caption text-muted">{failureSentence(result.failure.kind)}</span>
        ) : (
          why
        )}
      </>
    );
  }
  return (
    <>
      <span className="inline-flex items-center gap-1.5 whitespace-nowrap" title={beginning(result.answer, longest)}>
        <StatusIcon status={correct === null ? 'done' : correct ? 'right' : 'wrong'} />
        {isNumber ? (
          <Digits answer={result.answer} truth={truth ?? ''} />
        ) : (
          <span>{worded(result.answer, prompts)}</span>
        )}
        <span className="sr-only">{correct === null ? 'not checked' : correct ? 'correct' : 'wrong'}</span>
      </span>
      {correct === null ? <span className="block text-caption text-muted">not checked</span> : why}
    </>
  );
}

/** A unit that has not ended, in one word. */
function unended(status: ProblemRow['status'], isBusy: boolean): string {
  if (status === 'finished') return 'none';
  return status === 'waiting' && !isBusy ? 'not started' : status;
}
