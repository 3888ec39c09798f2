import type { TracedCall } from '@/components/trace/call';
import type { UnitTrace } from '@/components/trace/live-run';
import { failures, type FailureKind } from '@/lib/ground/failure';
import type { ProblemResult } from '@/lib/prompting/result';

/** How a strategy stands on a problem. */
export type Ending =
  | { state: 'waiting' }
  | { state: 'running' }
  | { state: 'answered'; answer: string }
  | { state: 'failed'; kind: FailureKind };

/** From the result where the problem has ended, else from the last step of the strategy, which holds its answer. */
export function endingOf(trace: UnitTrace, strategy: string): Ending {
  const value = trace.result?.value as unknown as ProblemResult | undefined;
  const result = value?.strategies[strategy];
  if (result && 'answer' in result) return { state: 'answered', answer: result.answer };
  const failure = result?.failure ?? trace.result?.failure;
  if (failure) return { state: 'failed', kind: failure.kind in failures ? (failure.kind as FailureKind) : 'unknown' };

  for (const call of trace.calls.values()) {
    if (call.path[1] !== strategy || call.path.length !== 3 || call.path[2]?.startsWith('split')) continue;
    const { entry } = call;
    if (entry?.kind === 'value') return { state: 'answered', answer: String(entry.value) };
    if (entry?.failure) return { state: 'failed', kind: entry.failure.kind };
    if (entry) return { state: 'answered', answer: String(entry.parsed) };
  }
  const hasBegun = [...trace.calls.values()].some(call => call.path[1] === strategy);
  return { state: hasBegun && trace.status === 'running' ? 'running' : 'waiting' };
}

/** Sums over journaled calls. */
export function totalsOf(calls: readonly TracedCall[]) {
  const totals = { calls: 0, tokensIn: 0, tokensOut: 0, milliseconds: 0 };
  for (const { entry } of calls) {
    if (entry?.kind !== 'call') continue;
    totals.calls++;
    totals.tokensIn += entry.usage.prompt_tokens;
    totals.tokensOut += entry.usage.completion_tokens;
    totals.milliseconds += entry.timings.total_ms;
  }
  return totals;
}
