import { StatusIcon } from '@/components/trace/status-icon';
import { errorKinds } from '@/lib/panels/divide-and-conquer/evaluation/error-kinds';
import type { Metric } from '@/lib/panels/divide-and-conquer/tasks/contract';
import { Digits } from '../answer';
import type { ProblemRow } from './problem-rows';

/** Longest text that a cell shows whole. */
const longest = 60;

const short = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}\u2026` : line;
};

const findings: Record<string, string> = { yes: 'contradicts', no: 'in line' };

const worded = (answer: string, metric: Metric): string =>
  metric === 'detection' ? (findings[answer] ?? short(answer)) : short(answer);

/** What is known to be right. */
export function Truth({ row, metric }: { row: ProblemRow; metric: Metric }) {
  return row.truth === null ? (
    <span className="text-muted">not known</span>
  ) : (
    <span className="whitespace-nowrap">{worded(row.truth, metric)}</span>
  );
}

/** How one strategy ended on one problem: its answer with a sign and a word, and the kind of error where it is wrong. */
export function Ending({ row, strategy, metric }: { row: ProblemRow; strategy: string; metric: Metric }) {
  const trial = row.trials.get(strategy);
  if (!trial) return <span className="text-muted">{row.status === 'finished' ? 'none' : row.status}</span>;
  const { result, correct, error, truth } = trial;
  const kind = error && errorKinds[error.kind];
  const why = kind && <span className="block text-caption text-muted">{kind.word}</span>;
  if ('failure' in result) {
    return (
      <>
        <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
          <StatusIcon look="failed" /> no answer
        </span>
        {why}
      </>
    );
  }
  const word = correct === null ? 'not checked' : correct ? 'right' : 'wrong';
  return (
    <>
      <span className="inline-flex items-center gap-1.5 whitespace-nowrap" title={short(result.answer)}>
        <StatusIcon look={correct === null ? 'done' : correct ? 'right' : 'entered'} />
        {metric === 'exact' ? (
          <Digits answer={result.answer} truth={truth ?? ''} />
        ) : (
          <span>{worded(result.answer, metric)}</span>
        )}
        <span className="sr-only">{word}</span>
      </span>
      {correct === null ? <span className="block text-caption text-muted">not checked</span> : why}
    </>
  );
}
