import type { Scores } from './contract';

/** Every head keeps `budget` slots, or all that it has. */
export const uniform = (scores: Scores, budget: number): number[][] =>
  scores.map(heads => heads.map(({ length }) => Math.min(length, budget)));

/**
 * The slots of the `count` highest scores. Of equal scores, the newer token stays.
 *
 * @param tokens [slot]
 */
export function highest(scores: Float32Array, tokens: Int32Array, count: number): Set<number> {
  const order = Array.from(scores, (_, slot) => slot);
  order.sort((a, b) => (scores[a] === scores[b] ? tokens[b]! - tokens[a]! : scores[b]! - scores[a]!));
  return new Set(order.slice(0, count));
}

/**
 * Heads compete for slots: each keeps its `sure` highest scores, and what is left of the budget goes to the highest scores of all heads.
 * Protected slots are kept in any case.
 *
 * @param heads [head][slot]
 * @param budget slots that a head keeps on average
 * @returns [head]: how many slots each keeps
 */
export function jointly(heads: readonly Float32Array[], budget: number, sure: number): number[] {
  const sorted = heads.map(scores => scores.slice().sort().reverse());
  const kept = sorted.map(scores => Math.max(Math.min(sure, scores.length), countProtected(scores)));
  const left = budget * heads.length - kept.reduce((sum, count) => sum + count, 0);
  sorted
    .flatMap((scores, head) => Array.from(scores.subarray(kept[head]!), score => ({ head, score })))
    .sort((a, b) => b.score - a.score)
    .slice(0, Math.max(0, left))
    .forEach(({ head }) => kept[head]!++);
  return kept;
}

/** @param scores in falling order */
function countProtected(scores: Float32Array): number {
  const end = scores.findIndex(score => score !== Infinity);
  return end < 0 ? scores.length : end;
}
