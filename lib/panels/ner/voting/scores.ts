import type { Prediction } from '../prediction';
import type { Tally } from './tally';

/**
 * Self-consistency scores of one sentence (arXiv 2311.08921). The score of an entity is the number of answers that gave exactly this
 * mention this label.
 */
export interface ScoreTable {
  entities: Tally;
  /** Score of the sample: the mean of the scores of its entities, and 0 where there is none. */
  average: number;
}

/**
 * The table of some votes: of all pairs (from which a selection starts; conflicting labels all count) or of those that won the vote.
 */
export function scoreTable(entities: Tally): ScoreTable {
  const sum = entities.reduce((total, { votes }) => total + votes, 0);
  return { entities, average: entities.length === 0 ? 0 : sum / entities.length };
}

/** The prediction that the entities of a table make; a mention that has several labels keeps the last one. */
export const predictionOf = ({ entities }: ScoreTable): Prediction =>
  new Map(entities.map(({ mention, label }) => [mention, label]));
