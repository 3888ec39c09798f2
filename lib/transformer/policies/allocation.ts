import type { Scores } from './contract';

/** Every head keeps `budget` slots, or all that it has. */
export const uniform = (scores: Scores, budget: number): number[][] =>
  scores.map(heads => heads.map(({ length }) => Math.min(length, budget)));

/** The `count` slots of the highest scores, as a set; of equal scores, the later slot stays. */
export function highest(scores: Float32Array, count: number): Set<number> {
  const order = Array.from(scores, (_, slot) => slot).sort((a, b) => scores[b]! - scores[a]! || b - a);
  return new Set(order.slice(0, count));
}
