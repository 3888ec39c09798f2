import type { ModelFailure } from '@/lib/core/failure';
import type { Origin } from '@/lib/evaluation/attribution';
import { entryOf, type Seen } from '@/lib/evaluation/outcome';
import type { ErrorWords, TrialError } from '@/lib/evaluation/trial';
import { type Registry, registry as everything } from '../registry';
import type { Strategy } from '../strategies/contract';

/** Kinds that follow from what was asked, in the order in which a program can meet them. */
const usual: Readonly<Record<string, ErrorWords>> = {
  'split-lost': { word: 'split lost something', meaning: 'a sentence or a digit is missing or changed in the parts' },
  'split-stuck': { word: 'split stuck', meaning: 'the split gave no part, or none that was smaller' },
  'leaf-wrong': { word: 'part wrong', meaning: 'a part was rightly split off and wrongly solved' },
  'step-wrong': { word: 'step wrong', meaning: 'a step or a module was wrong, with all earlier ones right' },
  'merge-wrong': { word: 'merge wrong', meaning: 'the merge is not what follows from the answers that it was given' },
  'answer-wrong': {
    word: 'answer wrong',
    meaning:
      'the call that gives the answer is wrong, and no earlier step can be checked; of self-consistency: no chain is right',
  },
};

/** Kinds that follow from how a trial ended. */
const endings: Readonly<Record<string, ErrorWords>> = {
  unparsable: { word: 'not readable', meaning: 'the model answered in a form that could not be read' },
  'bound-reached': {
    word: 'bound reached',
    meaning: 'too many calls, parts or levels, or an answer cut off at its longest',
  },
  unknown: { word: 'cannot be told', meaning: 'the answer is wrong, and the right answers of the steps are not known' },
};

/** What can go wrong, by id. Every wrong or unusable answer is counted once. Strategies' own kinds stand behind the usual ones. */
export const errorKindsOf = ({ strategies }: Registry = everything): Readonly<Record<string, ErrorWords>> => ({
  ...usual,
  ...Object.fromEntries(strategies.flatMap(({ errorKinds }) => Object.entries(errorKinds ?? {}))),
  ...endings,
});

const ofFailure: Readonly<Record<ModelFailure, string>> = {
  'answer-unparsable': 'unparsable',
  'split-stuck': 'split-stuck',
  'bound-reached': 'bound-reached',
};

/** Failures that a program finds in what the model wrote, wherever it looks: the first wrong step is then at fault. */
const foundInAnswers = new Set<ModelFailure>(['answer-unparsable', 'split-stuck']);

/** Whether a failure says which step is at fault. */
export const isOfAnswers = (failure: ModelFailure): boolean => foundInAnswers.has(failure);

/**
 * The kind of an error from its origin, by the roles of the strategy; `failure` is the kind of failure that a trial ended with, `isAlone`
 * that the strategy made one step only. A step that was cut off at the longest answer counts as a bound reached, whatever was read from it.
 */
export function kindOf<T extends Seen>(
  strategy: Pick<Strategy, 'errors' | 'uncheckedError'> | undefined,
  origin: Origin<T> | null,
  { failure, isAlone }: { failure?: ModelFailure | undefined; isAlone: boolean },
): TrialError {
  const entry = origin ? entryOf(origin.at.step.item) : undefined;
  const path = origin?.at.step.item.path ?? null;
  if (failure !== undefined) {
    return { kind: isCut(entry) ? 'bound-reached' : ofFailure[failure], path };
  }
  if (!origin) return { kind: 'unknown', path: null };
  if (isCut(entry)) return { kind: 'bound-reached', path };
  const ofRole = strategy?.errors[origin.at.step.role];
  switch (origin.how) {
    case 'unchecked':
      return strategy?.uncheckedError ? { kind: strategy.uncheckedError, path } : { kind: 'unknown', path: null };
    case 'hidden':
      return { kind: ofRole ?? 'unknown', path: null };
    default:
      return { kind: isAlone ? 'answer-wrong' : (ofRole ?? 'unknown'), path };
  }
}

const isCut = (entry: ReturnType<typeof entryOf>): boolean =>
  entry?.kind === 'call' && entry.finish_reason === 'length';
