import type { ScoreTable } from './voting/scores';

/** Rounds of an experiment at most: a runner knows all phases beforehand. */
export const mostRounds = 4;

/** A sentence whose annotation was reliable enough, and the round in which it became so, from 0. */
export interface PoolItem {
  id: string;
  annotation: ScoreTable;
  round: number;
}

/**
 * Iterated self-improving (arXiv 2311.08921): round 0 annotates without demonstrations; every later round annotates what is left with
 * demonstrations from the pool. What a selection keeps joins the pool and is not annotated again.
 */
export interface IterationState {
  /** Rounds that have ended. */
  rounds: number;
  /** In the order in which they joined. */
  pool: readonly PoolItem[];
  /** Ids that are not in the pool, in the order of the corpus. */
  left: readonly string[];
}

export const startIteration = (ids: readonly string[]): IterationState => ({ rounds: 0, pool: [], left: ids });

/**
 * The state after a round. `selected` says of each sentence that was annotated what the selection kept; without an entry, or with undefined,
 * it stays for the next round. Sentences that are in the pool already stay as they are.
 */
export function endRound(
  { rounds, pool, left }: IterationState,
  selected: ReadonlyMap<string, ScoreTable | undefined>,
): IterationState {
  const joining = left.flatMap((id): PoolItem[] => {
    const annotation = selected.get(id);
    return annotation ? [{ id, annotation, round: rounds }] : [];
  });
  return {
    rounds: rounds + 1,
    pool: [...pool, ...joining],
    left: left.filter(id => selected.get(id) === undefined),
  };
}

/** Whether another round can change anything: there are sentences left, and a pool to learn from unless it is the first round. */
export const canGoOn = ({ rounds, pool, left }: IterationState): boolean =>
  left.length > 0 && (rounds === 0 || pool.length > 0);
