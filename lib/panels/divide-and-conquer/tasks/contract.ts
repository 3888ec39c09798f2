import type { Json } from '@/lib/core/json';
import type { Random } from '@/lib/core/random';
import type { TaskPrompts } from '../strategies/contract';

/** The settings from which a task draws its problems; each uses what concerns it. */
export type ProblemSettings = {
  problems: 'given' | 'drawn';
  /** Arithmetic: the given numbers, and the sizes of drawn ones. */
  a: string;
  b: string;
  digits: string[];
  /** Drawn problems. */
  count: number;
  /** Texts: which one of the data set is given, counted from 1; and the data set: empty for the one that comes with the site, else the hash of the user's. */
  item: number;
  data: string;
  /** Your own task: its prompts, its problems and how answers are checked. */
  ownSplit: string;
  ownSolve: string;
  ownMerge: string;
  ownProblems: string;
  ownChecker: 'none' | 'exact' | 'number' | 'contains' | 'pattern';
};

/** How answers are scored. `exact`: right or wrong, and edit distance; `detection`: precision, recall, F1, G-mean; `checked`: as the user's checker says. */
export type Metric = 'exact' | 'detection' | 'checked';

/** A paper's condition on a task, and why it holds or not. */
export interface Condition {
  holds: boolean | null;
  why: string;
}

/** A task as the panel offers it: one file a task and one line in `registry.ts`. */
export interface Task<P extends Json = Json> {
  id: string;
  title: string;
  /** What is asked, in one sentence. */
  summary: string;
  metric: Metric;
  /** What `Task.size` counts, in the plural: `digits`. */
  unit: string;
  /** The settings that matter to it, in the order of the form, for a given problem and for drawn ones. */
  fields: { given: readonly (keyof ProblemSettings)[]; drawn: readonly (keyof ProblemSettings)[] };
  /** The two conditions under which divide-and-conquer is expected to gain (arXiv 2402.05359, section on its scope). */
  conditions: { hard: Condition; parallel: Condition };
  /** The given problem in a few words, for lists and links: `4821 × 9177`. */
  name(settings: ProblemSettings): string;
  prompts(settings: ProblemSettings): TaskPrompts<P>;
  /** The problems of an experiment, in order. Throws `data-missing` where the user's data is not here. */
  problems(settings: ProblemSettings, random: Random): Promise<P[]>;
  /** All problems there are, in the order of their numbers, where they are listed and not drawn. Throws `data-missing` as `problems` does. */
  list?(settings: ProblemSettings): Promise<P[]>;
  /** Fetches what `task` needs before its first use. */
  ready?(settings: ProblemSettings): Promise<void>;
}
