import type { Tally, Vote } from '../voting/tally';

/**
 * One label a mention. Of a mention's pairs, a later one replaces the earlier unless it has fewer votes: a tie goes to the label that
 * appeared last, the opposite of two-stage voting, as in the reference of arXiv 2311.08921. A mention keeps the place of its first pair.
 */
export function settle(pairs: Tally): Tally {
  const kept = new Map<string, Vote>();
  for (const pair of pairs) if (pair.votes >= (kept.get(pair.mention)?.votes ?? 0)) kept.set(pair.mention, pair);
  return [...kept.values()];
}
