import { groupBy } from '@/lib/evaluation/group-by';
import type { PhaseResults, UnitResult } from '@/lib/experiment/panel';
import { canGoOn, endRound, type IterationState, startIteration } from './iterate';
import type { Prediction } from './prediction';
import type { Registry } from './registry';
import { type AnnotationResult, type AnswerResult, resultsOf } from './result';
import type { Annotated, Selection } from './selection/contract';
import type { NerSettings } from './settings';
import { tally } from './voting/tally';

/** An annotated sentence with what its answers voted for. */
export interface AnnotatedSentence extends Annotated {
  /** Name of its unit. */
  unit: string;
  result: AnnotationResult;
}

export const predictionOfAnswer = ({ pairs }: AnswerResult): Prediction => new Map(pairs);

/** The annotated sentences among results, in their order; one that was annotated in several rounds occurs in each. */
export function annotatedOf(
  results: readonly UnitResult[],
  settings: Pick<NerSettings, 'answers' | 'voting'>,
  { votings }: Pick<Registry, 'votings'>,
): AnnotatedSentence[] {
  const voting = votings.find(({ id }) => id === settings.voting) ?? votings[0];
  return resultsOf(results, 'annotation').map(({ unit, value }) => {
    const votes = tally(value.answers.map(predictionOfAnswer));
    return { unit, result: value, tally: votes, voted: voting?.vote(votes, settings.answers) ?? [] };
  });
}

/** The annotations of each round, from the first to the last. */
export function roundsOf(annotated: readonly AnnotatedSentence[]): AnnotatedSentence[][] {
  const byRound = groupBy(annotated, ({ result }) => String(result.round));
  const last = Math.max(0, ...Array.from(byRound.keys(), Number));
  return Array.from({ length: last }, (_, before) => byRound.get(String(before + 1)) ?? []);
}

/**
 * The pool that a selection makes of the annotations of all rounds so far: a sentence joins in the first round in which the selection keeps it.
 *
 * @param ids all unlabelled sentences, in the order of the corpus
 */
export function iterationOf(
  annotated: readonly AnnotatedSentence[],
  ids: readonly string[],
  selection: Selection,
  settings: Pick<NerSettings, 'selection'>,
): IterationState {
  const options = settings.selection[selection.id] ?? {};
  return roundsOf(annotated).reduce(
    (state, ofRound) =>
      endRound(state, new Map(ofRound.map(one => [one.result.sentence.id, selection.select(one, options)]))),
    startIteration(ids),
  );
}

/** The ids that a round annotates; none where another round changes nothing. */
export const leftFor = (state: IterationState): readonly string[] => (canGoOn(state) ? state.left : []);

/** The results of all phases that have ended, in the order in which they ran. */
export const allResults = (earlier: PhaseResults): UnitResult[] => Object.values(earlier).flat();
