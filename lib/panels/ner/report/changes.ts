import type { Steps } from '@/lib/core/steps';
import { goldPrediction } from '../demonstrations';
import { errorsOf } from '../errors';
import type { Judged } from '../metrics/contract';
import type { Prediction } from '../prediction';
import type { Named, SentenceResult, TestResult } from '../result';
import type { System } from './systems';

/** What a prediction changed against another one of the same sentence. */
export interface Change {
  what: 'added' | 'removed' | 'relabelled';
  mention: string;
  /** The new label; of a removed mention the old one. */
  label: string;
  /** Of a relabelled mention. */
  before: string | null;
  /** Whether the change makes the prediction better or worse against the gold annotation; null where that is not known, or neither. */
  effect: 'better' | 'worse' | null;
}

/** The changes in the order of the new prediction, then what it no longer names. */
export function changesOf(
  { text, entities }: Pick<SentenceResult, 'text' | 'entities'>,
  before: Prediction,
  after: Prediction,
): Change[] {
  const gold = entities && goldPrediction({ text, entities });
  const isRight = (mention: string, label: string): boolean => text.includes(mention) && gold?.get(mention) === label;
  const effectOf = (was: boolean | null, is: boolean | null): Change['effect'] => {
    if (!gold) return null;
    // A mention that is not named is neither right nor wrong: naming a wrong one is worse, and no longer naming it is better.
    const worth = (value: boolean | null) => (value === null ? 0 : value ? 1 : -1);
    const difference = worth(is) - worth(was);
    return difference > 0 ? 'better' : difference < 0 ? 'worse' : null;
  };
  const changes: Change[] = [];
  for (const [mention, label] of after) {
    const old = before.get(mention);
    if (old === label) continue;
    changes.push({
      ...{ what: old === undefined ? 'added' : 'relabelled', mention, label, before: old ?? null },
      effect: effectOf(old === undefined ? null : isRight(mention, old), isRight(mention, label)),
    });
  }
  for (const [mention, label] of before) {
    if (after.has(mention)) continue;
    changes.push({ what: 'removed', mention, label, before: null, effect: effectOf(isRight(mention, label), null) });
  }
  return changes;
}

/** Whether an answer is better than another by the number of its mistakes. `other`: as many, but not the same ones. */
export type Comparison = 'better' | 'worse' | 'other' | 'same';

/** A test sentence as one system answered it, beside another. */
export interface ComparedSentence {
  test: Named<TestResult>;
  /** Null where the system has no answer, or the sentence no gold. */
  judged: Judged | null;
  /** Wrong predictions and missed entities; null without `judged`. */
  mistakes: number | null;
  /** Null also without the other's answer. */
  against: { comparison: Comparison; changes: Change[] } | null;
}

/** Wrong predictions, and entities of the gold annotation that were not predicted with their label. */
function mistakesIn(judged: Judged): number {
  const { gold, predicted } = judged;
  const wrong = errorsOf(judged).filter(({ kind }) => kind !== 'missed').length;
  return wrong + gold.mentions.size - (predicted.mentions.size - wrong);
}

/** Every test sentence, in its order; a step is one. */
export function* changeSteps(
  system: System,
  other: System,
  tests: readonly Named<TestResult>[],
): Steps<ComparedSentence[]> {
  const all: ComparedSentence[] = [];
  for (const test of tests) {
    const [judged, before] = [system.judge(test.value), other.judge(test.value)];
    const mistakes = judged && mistakesIn(judged);
    all.push({ test, judged, mistakes, against: judged && before && compared(test.value.sentence, before, judged) });
    yield;
  }
  return all;
}

function compared(sentence: SentenceResult, before: Judged, after: Judged): ComparedSentence['against'] {
  const changes = changesOf(sentence, before.predicted.mentions, after.predicted.mentions);
  const difference = mistakesIn(after) - mistakesIn(before);
  const comparison = difference < 0 ? 'better' : difference > 0 ? 'worse' : changes.length === 0 ? 'same' : 'other';
  return { comparison, changes };
}
