import type { TracedCall } from '@/components/trace/call';
import type { UnitTrace } from '@/components/trace/live-run';
import { stage } from '@/components/trace/stages';
import { failures, type FailureKind } from '@/lib/core/failure';
import type { ProblemResult } from '@/lib/panels/divide-and-conquer/result';

/** How a strategy stands on a problem. `correct` is null where that cannot be told. */
export type Ending =
  | { state: 'waiting' }
  | { state: 'running' }
  | { state: 'answered'; answer: string; correct: boolean | null }
  | { state: 'failed'; kind: FailureKind; detail: string };

const failed = ({ kind, detail }: { kind: string; detail: string }): Ending => ({
  state: 'failed',
  kind: kind in failures ? (kind as FailureKind) : 'unknown',
  detail,
});

/**
 * From the result where the problem has ended, else from the last step of the strategy, which holds its answer. `check` says what an
 * answer is worth before the problem has ended.
 */
export function endingOf(trace: UnitTrace, strategy: string, check: (answer: string) => boolean | null): Ending {
  // The result of a file may be anything.
  const value = trace.result?.value as Partial<ProblemResult> | null | undefined;
  const result = value?.strategies?.[strategy];
  if (result && 'answer' in result) {
    return { state: 'answered', answer: String(result.answer), correct: result.correct };
  }
  const failure = result?.failure ?? trace.result?.failure;
  if (failure) return failed(failure);

  let hasBegun = false;
  for (const call of trace.calls.values()) {
    if (call.path[1] !== strategy) continue;
    hasBegun = true;
    const { entry } = call;
    if (call.path.length !== 3 || stage(call.path[2] ?? '') < 1 || !entry) continue;
    if (entry.kind === 'call' && entry.failure) return failed(entry.failure);
    const answer = String(entry.kind === 'call' ? entry.parsed : entry.value);
    return { state: 'answered', answer, correct: check(answer) };
  }
  return { state: hasBegun && trace.status === 'running' ? 'running' : 'waiting' };
}

/** Sums over journaled calls. `isReported`: whether the engine told all token counts. */
export function totalsOf(calls: readonly TracedCall[]) {
  const totals = { calls: 0, tokensIn: 0, tokensOut: 0, milliseconds: 0, isReported: true };
  for (const { entry } of calls) {
    if (entry?.kind !== 'call') continue;
    totals.calls++;
    totals.tokensIn += entry.usage.prompt_tokens;
    totals.tokensOut += entry.usage.completion_tokens;
    totals.milliseconds += entry.timings.total_ms;
    if (entry.usage.counted) totals.isReported = false;
  }
  return totals;
}

/** Milliseconds from the first call to the last answer; null unless every call was watched as it ran. */
export function wallTime(calls: readonly TracedCall[]): number | null {
  const asked = calls.filter(({ entry }) => entry?.kind === 'call');
  const times = asked.map(({ began, ended }) => (began !== undefined && ended !== undefined ? { began, ended } : null));
  if (times.length === 0 || times.includes(null)) return null;
  const watched = times.filter(time => time !== null);
  return Math.max(...watched.map(({ ended }) => ended)) - Math.min(...watched.map(({ began }) => began));
}
