import type { JournalEntry } from '@/lib/experiment/entry';
import type { StrategyResult } from '../result';
import { isCall } from './call-tree';
import { originOf, type Origin, type WrongAnswer } from './origin';

/** What can go wrong, in the order in which a program can meet it. Every wrong or missing answer is counted once. */
export const errorKinds = {
  'split-lost': { word: 'split lost something', meaning: 'a sentence or a digit is missing or changed in the parts' },
  'split-stuck': { word: 'split stuck', meaning: 'the split gave no part, or none that was smaller' },
  'leaf-wrong': { word: 'part wrong', meaning: 'a part was rightly split off and wrongly solved' },
  'controller-wrong': {
    word: 'controller wrong',
    meaning: 'the controller of decomposed prompting wrote a wrong line',
  },
  'step-wrong': { word: 'step wrong', meaning: 'a step or a module was wrong, with all earlier ones right' },
  'merge-wrong': { word: 'merge wrong', meaning: 'the merge is not what follows from the answers that it was given' },
  'vote-wrong': { word: 'vote wrong', meaning: 'at least one chain was right, and was outvoted' },
  'answer-wrong': {
    word: 'answer wrong',
    meaning:
      'the call that gives the answer is wrong, and no earlier step can be checked; of self-consistency: no chain is right',
  },
  unparsable: { word: 'not readable', meaning: 'the model answered in a form that could not be read' },
  'bound-reached': {
    word: 'bound reached',
    meaning: 'too many calls, parts or levels, or an answer cut off at its longest',
  },
  'context-exceeded': { word: 'context exceeded', meaning: 'a prompt was longer than the model can read' },
  'other-failure': { word: 'other failure', meaning: 'no answer came, for another reason' },
  unknown: { word: 'cannot be told', meaning: 'the answer is wrong, and the right answers of the steps are not known' },
} as const satisfies Record<string, { word: string; meaning: string }>;

export type ErrorKind = keyof typeof errorKinds;

const ofFailure: Record<string, ErrorKind> = {
  'answer-unparsable': 'unparsable',
  'split-stuck': 'split-stuck',
  'bound-reached': 'bound-reached',
  'context-exceeded': 'context-exceeded',
};

/** A wrong or missing answer: how it ended, and what was being solved. */
export interface FailedTrial extends WrongAnswer {
  result: StrategyResult;
}

/**
 * Which kind of error made an answer wrong or missing, and at which step. `entries` are those of the strategy on the problem, `root`
 * the path that they share. A step that was cut off at the longest answer counts as a bound reached, whatever was read from it.
 */
export function classify(failed: FailedTrial, entries: readonly JournalEntry[], root: readonly string[]): Origin {
  const origin =
    'failure' in failed.result ? ofEnding(failed.result.failure.kind, entries) : safely(failed, entries, root);
  const step = origin.path && entries.find(({ path }) => path === origin.path);
  const isCut = step && isCall(step) && step.finish_reason === 'length';
  return isCut && origin.kind !== 'bound-reached' ? { ...origin, kind: 'bound-reached' } : origin;
}

function ofEnding(failure: string, entries: readonly JournalEntry[]): Origin {
  const step = entries.find(entry => isCall(entry) && entry.failure?.kind === failure);
  return { kind: ofFailure[failure] ?? 'other-failure', path: step?.path ?? null };
}

/** A journal from a file may hold anything: parts that do not fit together tell nothing. */
function safely(failed: FailedTrial, entries: readonly JournalEntry[], root: readonly string[]): Origin {
  try {
    return originOf(failed, entries, root);
  } catch {
    return { kind: 'unknown', path: null };
  }
}
