import type { FailureKind } from '@/lib/core/failure';

/** One thing that can go wrong: a row of the table of failures. */
export interface FailureRow {
  what: string;
  /** What the person reads: a failure of `lib/core/failure.ts`; other words where Loupe bears it without one. */
  sees: FailureKind | { words: string };
  /** What is still there afterwards. */
  kept: string;
  /** The test that provokes it: its file below `tests/`, and its own title as it is written there. */
  test: readonly [file: string, title: string];
}

export interface FailureArea {
  title: string;
  rows: readonly FailureRow[];
}

/** What several rows keep, in the same words. */
export const page = 'The page as it was.';
export const journal = 'Every answer that came; Resume asks only the rest.';
export const otherTrials = 'All other trials; this one counts in no figure.';
