import type { Steps } from '@/lib/core/steps';
import type { Judged } from '../metrics/contract';
import type { Named, TestResult } from '../result';
import type { System } from './systems';

/** A mention with its label. */
export type Pair = readonly [mention: string, label: string];

/** What is right and what is wrong in a sentence, by mentions as the set metric sees them. */
export interface Outcome {
  right: Pair[];
  /** Predicted, and not in the gold annotation with this label. */
  wrong: Pair[];
  /** In the gold annotation, and not predicted with this label. */
  missed: Pair[];
}

export function outcomeOf({ text, gold, predicted }: Judged): Outcome {
  const isRight = ([mention, label]: Pair) => text.includes(mention) && gold.mentions.get(mention) === label;
  return {
    right: [...predicted.mentions].filter(isRight),
    wrong: [...predicted.mentions].filter(pair => !isRight(pair)),
    missed: [...gold.mentions].filter(([mention, label]) => predicted.mentions.get(mention) !== label),
  };
}

export const mistakesOf = ({ wrong, missed }: Outcome): number => wrong.length + missed.length;

/** What changed from one answer to another. `other`: as many mistakes, but not the same ones. */
export interface Change {
  verdict: 'better' | 'worse' | 'other' | 'same';
  /** Entities that only the second found, and that only the first found. */
  found: Pair[];
  lost: Pair[];
  /** Wrong predictions that only the first made, and that only the second made. */
  corrected: Pair[];
  introduced: Pair[];
}

export function changeBetween(before: Outcome, after: Outcome): Change {
  const [found, lost] = [without(after.right, before.right), without(before.right, after.right)];
  const [corrected, introduced] = [without(before.wrong, after.wrong), without(after.wrong, before.wrong)];
  const difference = mistakesOf(after) - mistakesOf(before);
  const isSame = [found, lost, corrected, introduced].every(pairs => pairs.length === 0);
  const verdict = difference < 0 ? 'better' : difference > 0 ? 'worse' : isSame ? 'same' : 'other';
  return { verdict, found, lost, corrected, introduced };
}

function without(pairs: readonly Pair[], others: readonly Pair[]): Pair[] {
  const known = new Map(others);
  return pairs.filter(([mention, label]) => known.get(mention) !== label);
}

/** A test sentence as one system answered it, beside another. */
export interface ComparedSentence {
  test: Named<TestResult>;
  /** Null where the system has no answer, or the sentence no gold. */
  outcome: Outcome | null;
  /** Null also without the other's answer. */
  change: Change | null;
}

/** Every test sentence, in its order; a step is one. */
export function* changeSteps(
  system: System,
  against: System,
  tests: readonly Named<TestResult>[],
): Steps<ComparedSentence[]> {
  const all: ComparedSentence[] = [];
  for (const test of tests) {
    const [after, before] = [system.judge(test.value), against.judge(test.value)];
    const outcome = after && outcomeOf(after);
    all.push({ test, outcome, change: outcome && before && changeBetween(outcomeOf(before), outcome) });
    yield;
  }
  return all;
}
