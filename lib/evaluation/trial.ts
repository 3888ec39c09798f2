import { isOfTheModel } from '@/lib/core/failure';
import { editDistance } from '@/lib/stats/edit-distance';
import type { Cost } from './cost';

/**
 * How answers are scored. `exact`: right or wrong, and edit distance; `detection`: precision, recall, F1, G-mean; `checked`: as the user's
 * checker says.
 */
export type Metric = 'exact' | 'detection' | 'checked';

/** How a trial ended. `correct` is null where that cannot be told. */
export type TrialResult = { answer: string; correct: boolean | null } | { failure: { kind: string; detail: string } };

/**
 * Whether the model answered, be it in a form that nobody can use. If not, a call was spoiled: the trial says nothing of the model and
 * has no part in any figure.
 */
export const isAnswered = (result: TrialResult): boolean => 'answer' in result || isOfTheModel(result.failure.kind);

/** What made a trial wrong or unusable, and at which step, where known. */
export interface TrialError {
  /** Id of an error kind. */
  kind: string;
  path: readonly string[] | null;
}

/** A kind of error, in the words of the table. */
export interface ErrorWords {
  word: string;
  meaning: string;
}

/** One strategy on one problem, once, on one model: what is measured, and all that later figures are made of. */
export interface Trial {
  /** Name of the unit, as its result has it. */
  unit: string;
  /** Names the problem without repeat and model: the same for all that are compared with each other. */
  problem: string;
  label: string;
  size: number;
  repeat: number;
  /** `refKey` of the model. */
  model: string;
  /** Id of what is compared. */
  strategy: string;
  truth: string | null;
  result: TrialResult;
  /** Null where that cannot be told, and where the trial was not answered. No readable answer to a problem that can be checked is wrong. */
  correct: boolean | null;
  /** Levenshtein distance of the answer to the truth; null without one of them. */
  distance: number | null;
  cost: Cost;
}

/** What follows from a result: whether it is right, and how far it is from the truth. */
export function scored(
  result: TrialResult,
  truth: string | null,
  isCheckable: boolean,
): Pick<Trial, 'correct' | 'distance'> {
  if (!('answer' in result)) return { correct: isCheckable && isAnswered(result) ? false : null, distance: null };
  return { correct: result.correct, distance: truth === null ? null : editDistance(result.answer, truth) };
}
