import { atOnce, type Steps } from '@/lib/core/steps';
import type { BootstrapInterval, BootstrapOptions } from '@/lib/stats/bootstrap';
import { bootstrapDifferenceSteps, bootstrapSteps } from '@/lib/stats/bootstrap';
import { signFlipSteps } from '@/lib/stats/sign-flip';
import type { Counts } from './contract';
import type { Evaluation, Score } from './score';
import { scoreOf, sumCounts } from './score';

const statistic = (which: keyof Score) => (sentences: readonly Counts[]) => scoreOf(sumCounts(sentences))[which];

type Sentences = Pick<Evaluation, 'sentences'>;

/** The interval of a total score. Sentences are resampled, not entities, since entities of one sentence depend on each other. */
export const scoreInterval = (a: Sentences, which: keyof Score, options: BootstrapOptions): BootstrapInterval =>
  atOnce(scoreIntervalSteps(a, which, options));

/** {@link scoreInterval} as steps. */
export const scoreIntervalSteps = (
  { sentences }: Sentences,
  which: keyof Score,
  options: BootstrapOptions,
): Steps<BootstrapInterval> =>
  bootstrapSteps(
    sentences.filter(counts => counts !== null),
    statistic(which),
    options,
  );

/** Two systems on the same sentences. */
export interface ScoreComparison {
  /** Number of sentences that were judged for both. */
  n: number;
  /** a minus b, resampling sentences. */
  difference: BootstrapInterval;
  /** Exact paired randomisation test (`signFlip`) on the number of mistakes in each sentence: entities missed and wrongly predicted. */
  p: number;
}

/** Missed and wrong entities; a half credit makes half a mistake of each, so that the number is whole. */
const mistakes = ({ gold, predicted, correct }: Counts): number => gold + predicted - 2 * correct;

type Pairs = readonly (readonly [Counts, Counts])[];

const differenceTest = (pairs: Pairs): Steps<number> =>
  signFlipSteps(pairs.map(([first, second]) => mistakes(first) - mistakes(second)));

const pairsOf = (a: Sentences, b: Sentences): Pairs =>
  a.sentences.flatMap((first, i) => {
    const second = b.sentences[i];
    return first && second ? [[first, second] as const] : [];
  });

/** The test of {@link compareScores} without its interval, which takes long. */
export function* testScoresSteps(a: Sentences, b: Sentences): Steps<Pick<ScoreComparison, 'n' | 'p'>> {
  const pairs = pairsOf(a, b);
  return { n: pairs.length, p: yield* differenceTest(pairs) };
}

/** @throws RangeError where the two have not the same number of sentences */
export const compareScores = (
  a: Sentences,
  b: Sentences,
  which: keyof Score,
  options: BootstrapOptions,
): ScoreComparison => atOnce(compareScoresSteps(a, b, which, options));

/** {@link compareScores} as steps. */
export function* compareScoresSteps(
  a: Sentences,
  b: Sentences,
  which: keyof Score,
  options: BootstrapOptions,
): Steps<ScoreComparison> {
  if (a.sentences.length !== b.sentences.length)
    throw new RangeError(`${a.sentences.length} and ${b.sentences.length} sentences are not pairs`);
  const pairs = pairsOf(a, b);
  return {
    n: pairs.length,
    difference: yield* bootstrapDifferenceSteps(
      pairs.map(([first]) => first),
      pairs.map(([, second]) => second),
      statistic(which),
      options,
    ),
    p: yield* differenceTest(pairs),
  };
}
