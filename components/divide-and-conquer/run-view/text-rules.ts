import { journaledTruth, type Rulebook } from '@/components/trace/verdict';
import type { Json } from '@/lib/core/json';
import { holds } from '@/lib/panels/divide-and-conquer/tasks/verification/statements';

const textsOf = (value: Json): string[] => (Array.isArray(value) ? value.map(String) : []);

/**
 * Places, counted from 0, of the sentences that a split lost. One that was reworded a little, joined with its neighbour or cut in two
 * is still there.
 */
export function lostSentences(found: Json, right: Json): number[] {
  const parts = textsOf(found);
  const pairs = parts.map((part, place) => `${part} ${parts[place + 1] ?? ''}`);
  return textsOf(right).flatMap((sentence, place) => (pairs.some(text => holds(text, sentence)) ? [] : [place]));
}

/** How the journal of a text task is judged: a split is right if it lost no sentence; a statement is true or false wherever it stands. */
export const textRules: Rulebook = {
  ...journaledTruth,
  agrees: (found, expected, step) =>
    step.name === 'split' ? lostSentences(found, expected).length === 0 : found === expected,
  given: scope => (/^statements? \d/.test(scope.name) ? true : undefined),
};

/** Of the user's own task: what a split ought to give is the user's to say. */
export const ownRules: Rulebook = {
  expected: (step, scope) => (step.name === 'split' ? undefined : journaledTruth.expected(step, scope)),
};
