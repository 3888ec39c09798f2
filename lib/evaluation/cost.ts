import type { Timings } from '@/lib/engines/contract';
import type { CallEntry } from '@/lib/experiment/entry';

/** What some calls took. */
export interface Cost {
  calls: number;
  promptTokens: number;
  completionTokens: number;
  /** False where an engine reported no usage for a call: tokens are then not known. */
  isCounted: boolean;
  /** Milliseconds: the calls' `modelTime` added up. Calls of one batch share their time, so this is an upper bound of the work. */
  totalCallTime: number;
  /** Milliseconds: `criticalPath`. */
  criticalPath: number;
}

/** Milliseconds that a model took for a call: without the wait for a place in its engine, where the engine tells it. */
export const modelTime = ({ total_ms, queue_ms = 0 }: Timings): number => Math.max(0, total_ms - queue_ms);

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
    cost.totalCallTime += modelTime(timings);
  }
  return cost;
}
