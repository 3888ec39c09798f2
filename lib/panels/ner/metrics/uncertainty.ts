import type { BootstrapInterval, BootstrapOptions } from '@/lib/stats/bootstrap';
import { bootstrap, bootstrapDifference } from '@/lib/stats/bootstrap';
import { signFlip } from '@/lib/stats/sign-flip';
import type { Counts } from './contract';
import type { Evaluation, Score } from './score';
import { scoreOf, sumCounts } from './score';

const statistic = (which: keyof Score) => (sentences: readonly Counts[]) => scoreOf(sumCounts(sentences))[which];

/** The interval of a total score. Sentences are resampled, not entities, since entities of one sentence depend on each other. */
export const scoreInterval = (
  { sentences }: Pick<Evaluation, 'sentences'>,
  which: keyof Score,
  options: BootstrapOptions,
): BootstrapInterval =>
  bootstrap(
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

/** @throws RangeError where the two have not the same number of sentences */
export function compareScores(
  a: Pick<Evaluation, 'sentences'>,
  b: Pick<Evaluation, 'sentences'>,
  which: keyof Score,
  options: BootstrapOptions,
): ScoreComparison {
  if (a.sentences.length !== b.sentences.length)
    throw new RangeError(`${a.sentences.length} and ${b.sentences.length} sentences are not pairs`);
  const pairs = a.sentences.flatMap((first, i) => {
    const second = b.sentences[i];
    return first && second ? [[first, second] as const] : [];
  });
  return {
    n: pairs.length,
    difference: bootstrapDifference(
      pairs.map(([first]) => first),
      pairs.map(([, second]) => second),
      statistic(which),
      options,
    ),
    p: signFlip(pairs.map(([first, second]) => mistakes(first) - mistakes(second))),
  };
}
