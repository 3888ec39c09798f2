import { isCall, type CallScope } from './call-tree';

/**
 * Milliseconds of the longest chain of calls that had to wait for each other: what the problem takes where everything that may run at
 * once does. Measured times, put together by the structure of the programs: splits before parts, parts beside each other, the merge
 * behind them; `step 1`, `step 2`, ... one after the other; votes behind the thoughts that they are cast on. A call's time includes
 * its wait for the engine and is longer where it shared a batch.
 */
export function criticalPath(scope: CallScope): number {
  const stages = new Map<number, number>();
  const add = (name: string, milliseconds: number) => {
    const stage = stageOf(name);
    stages.set(stage, Math.max(stages.get(stage) ?? 0, milliseconds));
  };
  for (const [name, entry] of scope.steps) if (isCall(entry)) add(name, entry.timings.total_ms);
  for (const child of scope.scopes) add(child.name, criticalPath(child));
  return [...stages.values()].reduce((sum, longest) => sum + longest, 0);
}

/** Members of one stage may run at once; all of a stage end before the next begins. Names as the programs in `lib/prompting` give them. */
function stageOf(name: string): number {
  if (name.startsWith('split') || name === 'decide') return 0;
  if (name === 'merge' || name === 'answer') return Infinity;
  const [, kind, number] = /^(step|vote) (\d+)$/.exec(name) ?? [];
  if (kind === 'step') return Number(number);
  return kind === 'vote' ? 2 : 1;
}
