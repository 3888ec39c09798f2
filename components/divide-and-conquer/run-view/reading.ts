import type { TracedCall } from '@/components/trace/call';
import type { TraceScope } from '@/components/trace/tree';
import { journaledTruth, type Rulebook } from '@/components/trace/verdict';
import type { TaskPrompts } from '@/lib/panels/divide-and-conquer/strategies/contract';
import type { DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';
import type { Pair } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/numbers';
import { findTask } from '@/lib/panels/divide-and-conquer/tasks/registry';
import { divisionTreeOf, type DivisionNode } from '../division-tree';
import type { Problem } from './problem';
import { ownRules, textRules } from './text-rules';

/** What is known of a strategy's tree besides the journal. */
export interface Reading {
  rules: Rulebook;
  /** Calls that will come, as far as the answers so far tell. */
  foreseen: readonly TracedCall[];
  /** The numbers at each place, by scope key, where numbers were divided. */
  places: ReadonlyMap<string, DivisionNode>;
}

const levels: Readonly<Record<string, number>> = { 'single-level': 1, 'divide-and-conquer': Infinity };

/** Divided numbers are read with the division's own rules, texts with theirs; all else has the journal's own truth. */
export function readingOf(
  problem: Problem,
  strategy: string,
  settings: DivideAndConquerSettings,
  tree: TraceScope,
): Reading {
  const plain = { foreseen: [], places: new Map<string, DivisionNode>() };
  const divided = levels[strategy];
  if (problem.kind === 'numbers' && divided !== undefined) {
    const prompts = findTask(settings.task).prompts(settings) as unknown as TaskPrompts<Pair>;
    const { byScope, foreseen, rules } = divisionTreeOf(problem.numbers, settings.leaf, tree, {
      prompts: prompts,
      levels: divided,
    });
    return { rules, foreseen, places: byScope };
  }
  if (problem.kind === 'claim') return { ...plain, rules: textRules };
  if (problem.kind === 'own') return { ...plain, rules: ownRules };
  return { ...plain, rules: journaledTruth };
}
