import type { Json } from '@/lib/core/json';
import { refKey } from '@/lib/engines/contract';
import { costOf } from '@/lib/evaluation/cost';
import { criticalPath } from '@/lib/evaluation/critical-path';
import { groupBy } from '@/lib/evaluation/group-by';
import { isCall } from '@/lib/evaluation/outcome';
import { scored, type Trial, type TrialError } from '@/lib/evaluation/trial';
import type { JournalEntry } from '@/lib/experiment/entry';
import { readStrategy } from '../reading';
import { findStrategy, findTask, type Registry, registry as everything } from '../registry';
import type { ProblemResult } from '../result';
import { type DivideAndConquerSettings, taskSettings } from '../settings';
import { type DecodingContext, decodingContext } from './context';

/** A trial of this panel. */
export interface StrategyTrial extends Trial {
  context: DecodingContext;
  /** What made it wrong or unusable; null if it is right, cannot be checked or was not answered. */
  error: TrialError | null;
}

/** A unit that has ended, with its name in the journal. */
export interface EndedUnit {
  name: string;
  root: string;
  value: ProblemResult;
}

/** All trials of one unit, in the order of its result. `entries` are those below `root`. */
export function trialsOf(
  { name, root, value }: EndedUnit,
  entries: Iterable<JournalEntry>,
  settings: DivideAndConquerSettings,
  registry: Registry = everything,
): StrategyTrial[] {
  const { label, size, repeat, model, truth, problem } = value;
  const byStrategy = groupBy(entries, entry => entry.path[1] ?? '');
  const checkable = isCheckable(value, settings, registry);
  return Object.entries(value.strategies).map(([strategy, result]) => {
    const items = byStrategy.get(strategy) ?? [];
    const calls = items.filter(isCall);
    const { tree, error } = readStrategy({ items, root: [root, strategy], problem, settings, result, registry });
    return {
      ...{ unit: name, problem: problemName(name, value), label, size, repeat, model: refKey(model), strategy },
      ...{ truth, result, error },
      ...scored(result, truth, checkable),
      cost: costOf(calls, criticalPath(tree)),
      context: decodingContext(findStrategy(strategy, registry)?.context, calls),
    };
  });
}

/** Whether answers to a problem can be checked at all. */
export function isCheckable(
  { truth, problem, strategies }: ProblemResult,
  settings: DivideAndConquerSettings,
  registry: Registry = everything,
): boolean {
  if (truth !== null) return true;
  const results = Object.values(strategies);
  if (results.some(result => 'answer' in result && result.correct !== null)) return true;
  // All failed: what there was to compare with says it.
  return results.every(result => 'failure' in result) && expectedOf(problem, settings, registry) !== null;
}

/** What an answer is compared with, where that is not the truth itself: a pattern, for instance. Null where there is nothing. */
export function expectedOf(
  value: Json,
  settings: DivideAndConquerSettings,
  registry: Registry = everything,
): string | null {
  const task = findTask(settings.task, registry);
  const problem = task.readProblem(value);
  return (problem !== undefined && task.expected?.(problem, taskSettings(settings, task))) || null;
}

/** Undoes what the panel adds to a problem's name for repeat and model. */
function problemName(name: string, { repeat, model }: ProblemResult): string {
  const without = (text: string, mark: string) => (text.endsWith(mark) ? text.slice(0, -mark.length) : text);
  return without(without(name, `, ${refKey(model)}`), `, repeat ${repeat}`);
}
