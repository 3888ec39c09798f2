import type { CallEntry } from '@/lib/experiment/entry';

/** What some calls took. */
export interface Cost {
  calls: number;
  promptTokens: number;
  completionTokens: number;
  /** False where an engine reported no usage for a call: tokens are then not known. */
  isCounted: boolean;
  /** Milliseconds: the calls' times added up. Calls of one batch share theirs, so this is an upper bound of the work. */
  totalCallTime: number;
  /** Milliseconds: `criticalPath`. */
  criticalPath: number;
}

export function costOf(calls: Iterable<CallEntry>, criticalPath: number): Cost {
  const cost: Cost = {
    calls: 0,
    promptTokens: 0,
    completionTokens: 0,
    isCounted: true,
    totalCallTime: 0,
    criticalPath,
  };
  for (const { usage, timings } of calls) {
    cost.calls++;
    cost.promptTokens += usage.prompt_tokens;
    cost.completionTokens += usage.completion_tokens;
    cost.isCounted &&= usage.counted === undefined;
    cost.totalCallTime += timings.total_ms;
  }
  return cost;
}
