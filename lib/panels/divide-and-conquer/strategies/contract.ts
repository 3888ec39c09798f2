import type { Json } from '@/lib/core/json';
import type { Seen } from '@/lib/evaluation/outcome';
import type { Roles } from '@/lib/evaluation/roles';
import type { Placed, TreeScope, TreeStep } from '@/lib/evaluation/tree';
import type { ErrorWords } from '@/lib/evaluation/trial';
import type { Rules } from '@/lib/evaluation/verdict';
import type { FieldTable } from '@/lib/experiment/fields';
import type { Settings } from '@/lib/experiment/panel';
import type { Scope } from '@/lib/experiment/scope';
import type { TaskPrompts } from '../tasks/prompts';

/** Which stage is done by the model and which by code; the paper has the model do all three. */
export type Executor = 'model' | 'code';

/** What a strategy may need of a task beyond a question and its answer; a task that leaves one out says why (`TaskPrompts.lacks`). */
export type Capability = 'sequence' | 'program' | 'thoughts' | 'levels';

/** What a scope of a strategy is about. */
export interface Title {
  /** As short as a node of a drawing needs it. */
  short: string;
  /** In full. */
  whole: string;
}

/** What a strategy knows of its journal beyond the entries themselves. */
export interface Reading<T extends Seen = Seen> {
  /** What is right where. */
  rules: Rules<T>;
  /** Calls that will come, as far as the answers so far tell. */
  pending: Placed[];
  /** `parent` is the scope that it stands in; none for the strategy's own. */
  titleOf(scope: TreeScope<T>, parent: TreeScope<T> | undefined): Title;
  /** What a step came to; empty while there is nothing. */
  outcomeOf(step: TreeStep<T>): Title;
  /** What a split splits, where its scope has several: `the first number`. */
  splitOf?(step: TreeStep<T>): string | undefined;
  /** What a wrong split lost, in words: `statement 3 was dropped`. */
  lossOf?(step: TreeStep<T>): string | undefined;
}

/** A journal to be read: what was asked, with which options. */
export interface ReadingContext<P extends Json = Json, O extends Settings = Settings> {
  prompts: TaskPrompts<P>;
  problem: P;
  options: O;
}

/** A prompting method: one file in this folder and one line in its registry. Nothing else knows it. `O` are its options. */
export interface Strategy<O extends Settings = Settings> {
  id: string;
  title: string;
  /** How it flows, in one sentence. */
  summary: string;
  /** When it helps, and when it does not. */
  helps: string;
  /** Whether an experiment that says nothing of strategies takes it. */
  isChosenAtFirst?: true;
  /** Its options. Those that several strategies read are defined once, in `shared-fields.ts`. */
  fields: FieldTable;
  needs?: Capability;
  /** One call, calls that wait for each other, or calls that know nothing of each other. */
  calls: 'one' | 'chain' | 'independent';
  /** Whether it divides problems, and how often. */
  divides?: 'once' | 'repeatedly';
  /**
   * Which form of Proposition 4 (arXiv 2402.05359) its decoding context is computed by. `sequential`: every call is a chain of its own.
   * `parallel`: the calls of role `solve` are the parts. Without it, the context is only measured.
   */
  context?: 'sequential' | 'parallel';
  /** Roles beside the usual ones. */
  roles?: Roles;
  /** The kind of error, by the role of the step at fault. */
  errors: Readonly<Record<string, string>>;
  /** Of the last answer, where it is wrong and nothing before it can be checked. Without it, such an error has no known kind. */
  uncheckedError?: string;
  /** Kinds beside the usual ones, by id. */
  errorKinds?: Readonly<Record<string, ErrorWords>>;
  /** Calls on one problem, splits as code would do them; null where they cannot be counted. */
  expectedCalls<P extends Json>(prompts: TaskPrompts<P>, problem: P, options: O): number | null;
  /** Solves one problem; the answer is in the task's canonical form. All calls go through the scope. @throws Failure */
  solve<P extends Json>(prompts: TaskPrompts<P>, problem: P, options: O, scope: Scope): Promise<string>;
  /** Reads its journal back. Without it, the journal's own truths and the names of the scopes are all there is. */
  read?<T extends Seen, P extends Json>(tree: TreeScope<T>, context: ReadingContext<P, O>): Reading<T>;
}

/** Why a strategy does not suit a task; undefined if it does. */
export const unsupportedReason = ({ needs }: Pick<Strategy, 'needs'>, prompts: TaskPrompts): string | undefined =>
  needs && prompts.lacks[needs];
