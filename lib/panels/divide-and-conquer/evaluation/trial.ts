import { refKey } from '@/lib/engines/contract';
import type { CallEntry, JournalEntry } from '@/lib/experiment/entry';
import type { Json } from '@/lib/core/json';
import { editDistance } from '@/lib/stats/edit-distance';
import type { Metric, ProblemSettings } from '../tasks/contract';
import type { ProblemResult, StrategyResult } from '../result';
import { callTree, isCall } from './call-tree';
import { decodingContext, type DecodingContext } from './context';
import { criticalPath } from './critical-path';

/** One strategy on one problem, once, on one model: what is measured, and all that later figures are made of. */
export interface Trial {
  /** Name of the unit, as its result has it. */
  unit: string;
  /** The unit's name without repeat and model: the same for all that are compared with each other. */
  problem: string;
  label: string;
  size: number;
  repeat: number;
  /** `refKey` of the model. */
  model: string;
  strategy: string;
  truth: string | null;
  result: StrategyResult;
  /** Null where that cannot be told. No readable answer to a problem that can be checked is wrong. */
  correct: boolean | null;
  /** Levenshtein distance of the answer to the truth; null without one of them. */
  distance: number | null;
  cost: Cost;
  context: DecodingContext;
}

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

/** Whether answers to a problem can be checked at all. */
export function isCheckable(
  { truth, problem, strategies }: ProblemResult,
  metric: Metric,
  { ownChecker }: Pick<ProblemSettings, 'ownChecker'>,
): boolean {
  if (truth !== null) return true;
  if (metric !== 'checked' || ownChecker === 'none') return false;
  const results = Object.values(strategies);
  if (results.some(result => 'answer' in result && result.correct !== null)) return true;
  // All failed: what there was to compare with says it.
  return results.every(result => 'failure' in result) && hasExpectation(problem);
}

const hasExpectation = (problem: Json): boolean =>
  typeof problem === 'object' && problem !== null && !Array.isArray(problem) && typeof problem['expected'] === 'string';

/** All trials of one unit, in the order of its result. `entries` are those below `root`, the unit's name in the journal. */
export function trialsOf(
  { name, root, value }: { name: string; root: string; value: ProblemResult },
  entries: Iterable<JournalEntry>,
  checkable: boolean,
): Trial[] {
  const { label, size, repeat, model, truth } = value;
  const byStrategy = groupBy(entries, entry => entry.path[1] ?? '');
  return Object.entries(value.strategies).map(([strategy, result]) => {
    const own = byStrategy.get(strategy) ?? [];
    const calls = own.filter(isCall);
    const answer = 'answer' in result ? result.answer : null;
    return {
      ...{ unit: name, problem: problemName(name, value), label, size, repeat, model: refKey(model), strategy },
      ...{ truth, result },
      correct: 'answer' in result ? result.correct : checkable ? false : null,
      distance: answer === null || truth === null ? null : editDistance(answer, truth),
      cost: costOf(calls, criticalPath(callTree(own, [root, strategy]))),
      context: decodingContext(strategy, calls),
    };
  });
}

/** Undoes what the panel adds to a problem's name for repeat and model. */
function problemName(name: string, { repeat, model }: ProblemResult): string {
  const without = (text: string, mark: string) => (text.endsWith(mark) ? text.slice(0, -mark.length) : text);
  return without(without(name, `, ${refKey(model)}`), `, repeat ${repeat}`);
}

function costOf(calls: readonly CallEntry[], parallel: number): Cost {
  const cost: Cost = {
    calls: 0,
    promptTokens: 0,
    completionTokens: 0,
    isCounted: true,
    totalCallTime: 0,
    criticalPath: parallel,
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

/** Items by a key, in their order. */
export function groupBy<T>(items: Iterable<T>, key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
