import { atOnce, type Steps } from '@/lib/core/steps';
import { groupBy } from '@/lib/evaluation/group-by';
import type { PhaseResults, Settings, UnitResult } from '@/lib/experiment/panel';
import { canGoOn, endRound, type IterationState, startIteration } from './iterate';
import type { Prediction } from './prediction';
import type { Registry } from './registry';
import { type AnnotationResult, type AnswerResult, resultsOf } from './result';
import type { Annotated, Selection } from './selection/contract';
import type { NerSettings } from './settings';
import type { Voting } from './voting/contract';
import type { ScoreTable } from './voting/scores';
import { tally } from './voting/tally';

/** An annotated sentence with what its answers voted for. */
export interface AnnotatedSentence extends Annotated {
  /** Name of its unit. */
  unit: string;
  result: AnnotationResult;
}

export const predictionOfAnswer = ({ pairs }: AnswerResult): Prediction => new Map(pairs);

/** By the results, which never change: a run of 20,000 sentences counts the votes of each once, however often it is drawn. */
const counted = new WeakMap<
  AnnotationResult,
  { voting: Voting | undefined; answers: number; one: AnnotatedSentence }
>();

function annotatedOnce(unit: string, result: AnnotationResult, voting: Voting | undefined, answers: number) {
  const before = counted.get(result);
  if (before && before.voting === voting && before.answers === answers && before.one.unit === unit) return before.one;
  const votes = tally(result.answers.map(predictionOfAnswer));
  const one: AnnotatedSentence = { unit, result, tally: votes, voted: voting?.vote(votes, answers) ?? [] };
  counted.set(result, { voting, answers, one });
  return one;
}

/**
 * The annotated sentences among results, in their order; one that was annotated in several rounds occurs in each. A step is one sentence.
 */
export function* annotatedSteps(
  results: readonly UnitResult[],
  settings: Pick<NerSettings, 'answers' | 'voting'>,
  { votings }: Pick<Registry, 'votings'>,
): Steps<AnnotatedSentence[]> {
  const voting = votings.find(({ id }) => id === settings.voting) ?? votings[0];
  const all: AnnotatedSentence[] = [];
  for (const { unit, value } of resultsOf(results, 'annotation')) {
    all.push(annotatedOnce(unit, value, voting, settings.answers));
    yield;
  }
  return all;
}

/** {@link annotatedSteps} at once. */
export const annotatedOf = (...given: Parameters<typeof annotatedSteps>): AnnotatedSentence[] =>
  atOnce(annotatedSteps(...given));

/** The annotations of each round, from the first to the last. */
export function roundsOf(annotated: readonly AnnotatedSentence[]): AnnotatedSentence[][] {
  const byRound = groupBy(annotated, ({ result }) => String(result.round));
  const last = Math.max(0, ...Array.from(byRound.keys(), Number));
  return Array.from({ length: last }, (_, before) => byRound.get(String(before + 1)) ?? []);
}

/** What selections kept of an annotated sentence, by their settings. */
const selected = new WeakMap<AnnotatedSentence, Map<Selection, { settings: string; kept: ScoreTable | undefined }>>();

function selectOnce(one: AnnotatedSentence, selection: Selection, options: Settings, settings: string) {
  const known = selected.get(one) ?? new Map<Selection, { settings: string; kept: ScoreTable | undefined }>();
  selected.set(one, known);
  const before = known.get(selection);
  if (before?.settings === settings) return before.kept;
  const kept = selection.select(one, options);
  known.set(selection, { settings, kept });
  return kept;
}

/**
 * The pool that a selection makes of the annotations of all rounds so far: a sentence joins in the first round in which the selection keeps it.
 * A step is one sentence.
 *
 * @param ids all unlabelled sentences, in the order of the corpus
 */
export function* iterationSteps(
  annotated: readonly AnnotatedSentence[],
  ids: readonly string[],
  selection: Selection,
  settings: Pick<NerSettings, 'selection'>,
): Steps<IterationState> {
  const options = settings.selection[selection.id] ?? {};
  const key = JSON.stringify(options);
  let state = startIteration(ids);
  for (const ofRound of roundsOf(annotated)) {
    const kept = new Map<string, ScoreTable | undefined>();
    for (const one of ofRound) {
      kept.set(one.result.sentence.id, selectOnce(one, selection, options, key));
      yield;
    }
    state = endRound(state, kept);
  }
  return state;
}

/** {@link iterationSteps} at once. */
export const iterationOf = (...given: Parameters<typeof iterationSteps>): IterationState =>
  atOnce(iterationSteps(...given));

/** The ids that a round annotates; none where another round changes nothing. */
export const leftFor = (state: IterationState): readonly string[] => (canGoOn(state) ? state.left : []);

/** The results of all phases that have ended, in the order in which they ran. */
export const allResults = (earlier: PhaseResults): UnitResult[] => Object.values(earlier).flat();
