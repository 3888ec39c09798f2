import type { TracedCall } from '@/components/trace/call';
import type { TraceScope } from '@/components/trace/tree';
import { journaledTruth, type Rulebook } from '@/components/trace/verdict';
import type { Task } from '@/lib/prompting/contract';
import type { DivideAndConquerSettings } from '@/lib/prompting/settings';
import type { Pair } from '@/lib/tasks/arithmetic/numbers';
import { findFamily } from '@/lib/tasks/registry';
import { placesOf, type Place } from '../places';
import type { Problem } from './problem';
import { ownRules, textRules } from './text-rules';

/** What is known of a strategy's tree besides the journal. */
export interface Reading {
  rules: Rulebook;
  /** Calls that will come, as far as the answers so far tell. */
  foreseen: readonly TracedCall[];
  /** The numbers at each place, by scope key, where numbers were divided. */
  places: ReadonlyMap<string, Place>;
}

const levels: Readonly<Record<string, number>> = { 'single-level': 1, 'divide-and-conquer': Infinity };

/** Divided numbers are read with the division's own rules, texts with theirs; all else has the journal's own truth. */
export function readingOf(
  problem: Problem,
  strategy: string,
  settings: DivideAndConquerSettings,
  tree: TraceScope,
): Reading {
  const plain = { foreseen: [], places: new Map<string, Place>() };
  const divided = levels[strategy];
  if (problem.kind === 'numbers' && divided !== undefined) {
    const task = findFamily(settings.task).task(settings) as unknown as Task<Pair>;
    const { byScope, foreseen, rules } = placesOf(problem.numbers, settings.leaf, tree, { task, levels: divided });
    return { rules, foreseen, places: byScope };
  }
  if (problem.kind === 'claim') return { ...plain, rules: textRules };
  if (problem.kind === 'own') return { ...plain, rules: ownRules };
  return { ...plain, rules: journaledTruth };
}
