import { modelTime } from './cost';
import { entryOf, isCall, type Seen } from './outcome';
import type { TreeScope } from './tree';

/**
 * Milliseconds of the longest chain of calls that had to wait for each other: measured times, put together by the roles of the steps. All
 * that stands before the rest of a scope runs at once, then what stands beside, then what stands after; the scopes of a sequence run one
 * after the other.
 *
 * A call's time is its `modelTime`. Where an engine does not tell the wait for a place in its queue, the time contains it. It is longer
 * where the call shared a batch: the figure is that of this run on this engine, and an upper bound of what the chain takes alone.
 */
export function criticalPath<T extends Seen>(scope: TreeScope<T>): number {
  const longest = { before: 0, beside: 0, after: 0 };
  let sequence = 0;
  for (const step of scope.steps) {
    const { order } = scope.roleOf(step);
    const entry = entryOf(step.item);
    if (entry && isCall(entry)) longest[order] = Math.max(longest[order], modelTime(entry.timings));
  }
  for (const child of scope.scopes) {
    const { order, isSequence } = scope.roleOf(child);
    if (isSequence) sequence += criticalPath(child);
    else longest[order] = Math.max(longest[order], criticalPath(child));
  }
  return longest.before + sequence + longest.beside + longest.after;
}
