import type { TracedCall } from '@/components/trace/call';
import type { UnitTrace } from '@/components/trace/unit-trace';
import { type FailureKind, failures } from '@/lib/core/failure';
import { failureOf, outcomeOf } from '@/lib/evaluation/outcome';
import { lineOfValue } from '@/lib/evaluation/shorten';
import { resultStep, type TreeScope } from '@/lib/evaluation/tree';
import { resultOf } from '../strategy-trace';

/** How a strategy stands on a problem. `waiting` and `running` may still end otherwise; `unstarted` and `stopped` will not. */
export type Ending =
  | { state: 'waiting' | 'running' | 'unstarted' | 'stopped' }
  | { state: 'answered'; answer: string; isRight: boolean | null }
  | { state: 'failed'; kind: FailureKind; detail: string };

const failed = ({ kind, detail }: { kind: string; detail: string }): Ending => ({
  state: 'failed',
  kind: Object.hasOwn(failures, kind) ? (kind as FailureKind) : 'unknown',
  detail,
});

/**
 * From the result where the problem has ended, else from the step that gives the strategy its answer. `check` says what an answer is
 * worth before the problem has ended; `isBusy` whether the run goes on.
 */
export function endingOf(
  trace: UnitTrace,
  tree: TreeScope<TracedCall>,
  { check, isBusy }: { check: (answer: string) => boolean | null; isBusy: boolean },
): Ending {
  const result = resultOf(trace, tree.name);
  if (result && 'answer' in result) return { state: 'answered', answer: result.answer, isRight: result.correct };
  const failure = result?.failure ?? trace.result?.failure;
  if (failure) return failed(failure);
  const last = resultStep(tree)?.item;
  const unanswered = failureOf(last?.entry) ?? last?.failure;
  // A call that was stopped may be asked again.
  if (unanswered && last?.status === 'failed') return failed(unanswered);
  const value = outcomeOf(last?.entry);
  if (value !== undefined) {
    const answer = lineOfValue(value);
    return { state: 'answered', answer, isRight: check(answer) };
  }
  const hasBegun = [...trace.calls.values()].some(({ path, status }) => path[1] === tree.name && status !== 'waiting');
  // A problem of a replay runs although its run has ended.
  if (trace.status === 'running') return { state: hasBegun ? 'running' : 'waiting' };
  if (isBusy && trace.status === 'waiting') return { state: 'waiting' };
  return { state: hasBegun ? 'stopped' : 'unstarted' };
}
