import type { Json } from '@/lib/core/json';
import type { Steps } from '@/lib/core/steps';
import { type AnnotatedSentence, predictionOfAnswer } from '../annotations';
import type { NerInput } from '../phases';
import { type Placed, placed } from '../placed';
import type { Registry } from '../registry';
import type { AnswerResult, SentenceResult } from '../result';
import type { NerSettings } from '../settings';
import { type Tally, tally, type Vote } from '../voting/tally';
import { agreementBetween, type PairwiseF1, spannedAnswers } from './agreement';

/** A unit of a run as far as it is. */
export interface UnitProgress {
  unit: string;
  input: Json;
  state: 'waiting' | 'running' | 'stopped' | 'failed' | 'done';
  /** Those that have come, by their place. Only asked for while it matters: of 20,000 units few are under way. */
  answers(): readonly (AnswerResult | undefined)[];
}

/** What the answers to a sentence say, placed in its text. */
export interface Reading {
  answers: readonly AnswerResult[];
  tally: Tally;
  voted: Tally;
  spans: readonly Placed<Vote>[];
  absent: readonly Vote[];
  /** Between the answers. */
  agreement: PairwiseF1;
  unreadable: number;
  /** Answers that ended at the limit of their tokens. */
  cut: number;
}

/** An unlabelled sentence with the latest that is known of its annotation. */
export interface AnnotationRow {
  /** Of the sentence, unique. */
  id: string;
  /** The unit whose answers are shown. */
  unit: string;
  /** From 1: that of the unit. */
  round: number;
  sentence: SentenceResult;
  state: UnitProgress['state'];
  /** A later round that goes on, while an earlier one is shown; null where there is none. */
  later: number | null;
  /** Null where no answer has come. */
  reading: Reading | null;
}

type Choice = Pick<NerSettings, 'answers' | 'voting'>;

/** By the answers themselves, which never change: a run that goes on reads each finished sentence once. */
const known = new WeakMap<readonly AnswerResult[], { voted: Tally; reading: Reading }>();

function readingOf(text: string, answers: readonly AnswerResult[], votes: Tally, voted: Tally): Reading {
  const before = known.get(answers);
  if (before && before.voted.length === voted.length && voted.every((vote, at) => isSame(vote, before.voted[at])))
    return before.reading;
  const reading = {
    answers,
    tally: votes,
    voted,
    ...placed(text, votes),
    agreement: agreementBetween(spannedAnswers(text, answers)),
    unreadable: answers.filter(({ unreadable }) => unreadable !== null).length,
    cut: answers.filter(({ cut }) => cut).length,
  };
  known.set(answers, { voted, reading });
  return reading;
}

const isSame = (a: Vote, b: Vote | undefined): boolean =>
  a.mention === b?.mention && a.label === b.label && a.votes === b.votes;

/** What the answers so far say of a sentence; null before the first. */
export function partialReading(
  text: string,
  arrived: readonly (AnswerResult | undefined)[],
  { answers: asked, voting: id }: Choice,
  { votings }: Pick<Registry, 'votings'>,
): Reading | null {
  const answers = arrived.filter(answer => answer !== undefined);
  if (answers.length === 0) return null;
  const votes = tally(answers.map(predictionOfAnswer));
  const voting = votings.find(one => one.id === id) ?? votings[0];
  return readingOf(text, answers, votes, voting?.vote(votes, asked) ?? []);
}

/** What the answers to an annotated sentence say. */
export const fullReading = ({ result, tally: votes, voted }: AnnotatedSentence): Reading =>
  readingOf(result.sentence.text, result.answers, votes, voted);

/**
 * A row for each unlabelled sentence, in the order of the first round. Of a sentence that is annotated in several rounds, the latest round that
 * has answers is shown. A step is one unit.
 */
export function* annotationRowSteps(
  units: Iterable<UnitProgress>,
  latest: ReadonlyMap<string, AnnotatedSentence>,
  settings: Choice,
  registry: Pick<Registry, 'votings'>,
): Steps<AnnotationRow[]> {
  const rows = new Map<string, AnnotationRow>();
  for (const one of units) {
    yield;
    const input = one.input as NerInput;
    if (input.kind !== 'annotation') continue;
    const { sentence, round } = input;
    const before = rows.get(sentence.id);
    const annotated = latest.get(sentence.id);
    if (annotated?.unit === one.unit) {
      const reading = fullReading(annotated);
      rows.set(sentence.id, {
        ...{ id: sentence.id, unit: one.unit, round, state: 'done', later: null, reading },
        sentence: annotated.result.sentence,
      });
      continue;
    }
    const reading =
      one.state === 'running' || one.state === 'stopped' || one.state === 'failed'
        ? partialReading(sentence.text, one.answers(), settings, registry)
        : null;
    if (before?.reading && !reading) {
      if (one.state === 'running') before.later = round;
    } else
      rows.set(sentence.id, {
        id: sentence.id,
        unit: one.unit,
        round,
        sentence,
        state: one.state,
        later: null,
        reading,
      });
  }
  return [...rows.values()];
}
