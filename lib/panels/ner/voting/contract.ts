import type { Tally } from './tally';

/** A way to make one prediction of the votes of several answers. */
export interface Voting {
  id: string;
  title: string;
  /** One sentence. */
  summary: string;
  /**
   * The pairs that win, each with its own votes, a mention at most once.
   *
   * @param answers how many were asked for, also those that could not be read
   */
  vote(tally: Tally, answers: number): Tally;
}
