/** Scores along a text: a cache keeps its slots in no order once some were evicted, so that neighbours are found by their tokens. */

/** The slots in the order of their tokens. */
export const inTokenOrder = (tokens: Int32Array): number[] =>
  Array.from(tokens, (_, slot) => slot).sort((a, b) => tokens[a]! - tokens[b]!);

/** Mean of each score and its neighbours, `width` in all; what lies beyond an end counts as 0 (PyTorch's `avg_pool1d`). */
export const averagePool = (scores: readonly number[], width: number): number[] =>
  scores.map((_, at) => neighbours(scores, at, width).reduce((sum, score) => sum + score, 0) / width);

/** Highest of each score and its neighbours, `width` in all. */
export const maxPool = (scores: readonly number[], width: number): number[] =>
  scores.map((_, at) => Math.max(...neighbours(scores, at, width)));

const neighbours = (scores: readonly number[], at: number, width: number): readonly number[] => {
  const first = at - Math.floor(width / 2);
  return scores.slice(Math.max(0, first), first + width);
};
