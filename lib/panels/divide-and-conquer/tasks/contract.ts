import type { Json } from '@/lib/core/json';
import type { Random } from '@/lib/core/random';
import type { Skill } from '@/lib/engines/models';
import type { Metric } from '@/lib/evaluation/trial';
import type { FieldTable } from '@/lib/experiment/fields';
import type { Settings } from '@/lib/experiment/panel';
import type { FlowExample } from '../flow/example';
import type { ProblemDescription } from './description';
import type { TaskPrompts } from './prompts';

export type { Metric } from '@/lib/evaluation/trial';

/** A paper's condition on a task, and why it holds or not. */
export interface Condition {
  holds: boolean | null;
  why: string;
}

/** A task as the panel offers it: one folder and one line in `registry.ts`. Nothing else knows it. `S` are its own settings. */
export interface Task<P extends Json = Json, S extends Settings = Settings> {
  id: string;
  title: string;
  /** What is asked, in one sentence. */
  summary: string;
  metric: Metric;
  /** What `TaskPrompts.size` counts, in the plural: `digits`. */
  unit: string;
  /** What a model must know to understand the task. */
  needs: Skill;
  /** Its settings, nested in the experiment under its id. */
  fields: FieldTable;
  /** Names of the settings that matter, in the order of the form, for one problem and for many. */
  asks: { one: readonly (keyof S & string)[]; many: readonly (keyof S & string)[] };
  /** Settings that mean nothing in another task: all others are carried over to one that has a setting of the same name. */
  keeps?: readonly (keyof S & string)[];
  /** Options of strategies that mean nothing here. */
  ignores?: readonly string[];
  /** Whether the model may divide a problem otherwise than code and still be right: calls are then estimated. */
  partsVary?: boolean;
  /** Settings that name the user's own data: the hash of a data set, and which of its items is meant. */
  data?: { hash: keyof S & string; item: keyof S & string };
  /** The two conditions under which divide-and-conquer is expected to gain (arXiv 2402.05359, section on its scope). */
  conditions: { hard: Condition; parallel: Condition };
  /** The one problem in a few words, for lists and links: `4821 × 9177`. */
  name(settings: S): string;
  prompts(settings: S): TaskPrompts<P>;
  /** The problems of an experiment, in order. @throws Failure `data-missing` where the user's data is not here */
  problems(settings: S, which: 'one' | 'many', random: Random): Promise<P[]>;
  /** All problems there are, in the order of their numbers, where they are listed and not sampled. @throws as `problems` */
  list?(settings: S): Promise<P[]>;
  /** How many problems `list` has, where that is known without fetching them. */
  listed?(settings: S): number | undefined;
  /** Digits of the longest number of a run, where problems are numbers: a model may have learned shorter ones only. */
  longestNumber?(settings: S, which: 'one' | 'many'): number;
  /** Why an experiment cannot run as it stands, as a sentence. */
  obstacle?(settings: S): string | undefined;
  /** Fetches what the task needs before its first use. */
  ready?(settings: S): Promise<void>;
  /** A value as a problem of this task; undefined for anything else. Values of files are untrusted, and may be of an older version. */
  readProblem(value: Json): P | undefined;
  /** What the checker compares answers with, where that is not the truth itself; null where there is nothing. */
  expected?(problem: P, settings: S): string | null;
  present(problem: P, settings: S): ProblemDescription;
  /** A small problem on which a strategy shows how it flows, and a model that answers it by rule. */
  flowExample: FlowExample<P>;
}
