import type { Random } from '@/lib/core/random';
import type { FieldTable } from '@/lib/experiment/fields';
import type { Settings } from '@/lib/experiment/panel';

/** What a retrieval may know of a query and the pool. Entry i of each list belongs to item i of the pool. */
export interface RetrievalContext {
  /** Number of items in the pool. */
  size: number;
  /** Number of demonstrations that are wanted. */
  count: number;
  /** Similarity of each item to the query. */
  similarities: ArrayLike<number>;
  /** Sample score of each item (`ScoreTable.average`). */
  scores: ArrayLike<number>;
  /** A stream of its own for this query. */
  random: Random;
}

/** A way to choose demonstrations for a query. It owns its settings. */
export interface Retrieval<O extends Settings = Settings> {
  id: string;
  title: string;
  /** One sentence. */
  summary: string;
  fields: FieldTable;
  isChosenAtFirst?: true;
  /** Whether it looks at `similarities`; where not, no text needs to be embedded. */
  usesSimilarity: boolean;
  /**
   * Positions in the pool, each at most once, in the order of the prompt. Fewer than `count` where the pool is smaller, for which the
   * reference of arXiv 2311.08921 raises. Nothing is left out of the pool here, the query itself included: that is the caller's part.
   */
  retrieve(context: RetrievalContext, options: O): number[];
}
