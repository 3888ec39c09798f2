import type { Judgement } from '@/lib/stats/calibration';
import type { Annotation, Judged } from './metrics/contract';
import type { ScoreTable } from './voting/scores';

/** An entity of a score table as a judgement of its votes. */
export interface EntityJudgement extends Judgement {
  mention: string;
  label: string;
  /** The name of its sentence: entities of one sentence depend on each other. */
  sentence: string;
}

/**
 * The share of the answers that gave an entity, read as a confidence, and whether it is right as the set metric sees it. The share is no
 * probability: lib/stats tells how far it is from one.
 *
 * @param answers how many were asked for
 */
export const judgementsOf = (
  { entities }: ScoreTable,
  { text, gold }: Pick<Judged, 'text'> & { gold: Pick<Annotation, 'mentions'> },
  answers: number,
  sentence: string,
): EntityJudgement[] =>
  entities.map(({ mention, label, votes }) => ({
    mention,
    label,
    sentence,
    confidence: votes / answers,
    right: text.includes(mention) && gold.mentions.get(mention) === label,
  }));
