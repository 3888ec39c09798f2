import type { Task } from '@/lib/panels/divide-and-conquer/tasks/contract';

/** The paper's two conditions, and one that later work adds: merging must be easier than the whole task. */
export type ConditionId = 'hard' | 'parallel' | 'merge';

/** What is known of each condition; null where it is not known. */
export type Standing = Record<ConditionId, boolean | null>;

export interface Verdict {
  /** Null while a condition that matters is not known. */
  helps: boolean | null;
  sentence: string;
}

export const conditionWords: Record<ConditionId, string> = {
  hard: 'One call cannot do it',
  parallel: 'Its parts are independent',
  merge: 'Merging is easier than the whole',
};

/**
 * What the conditions mean for a task. One of the paper's that fails decides; `merge` only makes the verdict uncertain, since the paper
 * does not ask for it.
 */
export function verdictOf({ hard, parallel, merge }: Standing): Verdict {
  if (hard === false) {
    return { helps: false, sentence: 'Not expected to help: one call can do it already, so there is nothing to gain.' };
  }
  if (parallel === false) {
    return {
      helps: false,
      sentence: 'Not expected to help: the parts need each other’s answers, which separate calls cannot see.',
    };
  }
  if (hard === null || parallel === null) {
    return { helps: null, sentence: 'It depends on your task: answer the questions.' };
  }
  if (merge === false) {
    return {
      helps: null,
      sentence: 'Both conditions hold, but the merge does the hard part. Try it, and try the merge by code.',
    };
  }
  return { helps: true, sentence: 'Expected to help: both conditions hold.' };
}

/** What a task itself says; it says nothing of `merge`. */
export const standingOf = ({ conditions }: Pick<Task, 'conditions'>): Standing => ({
  hard: conditions.hard.holds,
  parallel: conditions.parallel.holds,
  merge: null,
});

/** Whether a task leaves a condition to the user. */
export const asksUser = ({ conditions }: Pick<Task, 'conditions'>): boolean =>
  conditions.hard.holds === null || conditions.parallel.holds === null;
