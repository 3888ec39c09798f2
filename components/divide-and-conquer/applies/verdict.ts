import type { Task } from '@/lib/panels/divide-and-conquer/tasks/contract';

/** The paper's two conditions, and the one that later work adds: what is split must also be put together again. */
export type ConditionId = 'hard' | 'parallel' | 'merge';

/** What is known of each condition; null where it is not. */
export type Standing = Record<ConditionId, boolean | null>;

export interface Verdict {
  /** Null while something that matters is not known. */
  helps: boolean | null;
  sentence: string;
}

export const conditionWords: Record<ConditionId, string> = {
  hard: 'One call cannot do it',
  parallel: 'Its parts are independent',
  merge: 'Merging is easier than the whole',
};

/** What the conditions mean for a task. One that fails decides; `merge` only weakens, since the paper does not ask for it. */
export function verdictOf({ hard, parallel, merge }: Standing): Verdict {
  if (hard === false) {
    return { helps: false, sentence: 'Not expected to help: one call can do it already, so there is nothing to gain.' };
  }
  if (parallel === false) {
    return {
      helps: false,
      sentence: 'Not expected to help: the parts need each other’s answers, and calls apart cannot see them.',
    };
  }
  if (hard === null || parallel === null) {
    return { helps: null, sentence: 'It depends on your task: answer the questions.' };
  }
  if (merge === false) {
    return {
      helps: null,
      sentence: 'Both conditions hold, but the merge is left with the hard part: try it, and try the merge by code.',
    };
  }
  return { helps: true, sentence: 'Expected to help: both conditions hold.' };
}

/** What a task itself says; `merge` is only asked of your own. */
export const standingOf = ({ conditions }: Task): Standing => ({
  hard: conditions.hard.holds,
  parallel: conditions.parallel.holds,
  merge: null,
});

/** Whether a task leaves its conditions to the user. */
export const isOpen = ({ conditions }: Task): boolean =>
  conditions.hard.holds === null || conditions.parallel.holds === null;
