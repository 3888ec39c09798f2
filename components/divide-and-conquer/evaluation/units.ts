import type { UnitTrace } from '@/components/trace/live-run';
import { classify, type ErrorKind } from '@/lib/panels/divide-and-conquer/evaluation/error-kinds';
import { isCheckable, trialsOf, type Trial } from '@/lib/panels/divide-and-conquer/evaluation/trial';
import { isProblemResult } from '@/lib/panels/divide-and-conquer/result';
import type { DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';
import { findTask } from '@/lib/panels/divide-and-conquer/tasks/registry';

/** A trial with where it is found on the page. */
export interface PlacedTrial extends Trial {
  /** Of its unit. */
  root: string;
  /** What made it wrong or missing, and at which step, where known; null if it is right or cannot be checked. */
  error: { kind: ErrorKind; path: readonly string[] | null } | null;
}

/** A trace never changes once it has ended, so what is read from it is kept as long as it lives. */
const known = new WeakMap<UnitTrace, PlacedTrial[]>();

/** The trials of one unit; none while it has not ended, or where its result is not one of this panel. */
export function trialsOfUnit(trace: UnitTrace, settings: DivideAndConquerSettings): PlacedTrial[] {
  const found = known.get(trace) ?? readUnit(trace, settings);
  known.set(trace, found);
  return found;
}

function readUnit({ root, result, calls }: UnitTrace, settings: DivideAndConquerSettings): PlacedTrial[] {
  const value = result?.value;
  if (result === undefined || !isProblemResult(value)) return [];
  const task = findTask(settings.task);
  const { metric } = task;
  const prompts = task.prompts(settings);
  const entries = [...calls.values()].flatMap(({ entry }) => entry ?? []);
  const trials = trialsOf({ name: result.name, root, value }, entries, isCheckable(value, metric, settings));
  return trials.map(trial => {
    const hasFailed = 'failure' in trial.result;
    if (trial.correct !== false && !hasFailed) return { ...trial, root, error: null };
    const { strategy, result } = trial;
    const failed = { strategy, result, problem: value.problem, prompts, metric, leaf: settings.leaf };
    const own = entries.filter(({ path }) => path[1] === strategy);
    return { ...trial, root, error: classify(failed, own, [root, strategy]) };
  });
}
