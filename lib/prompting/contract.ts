import type { Scope } from '@/lib/experiment/scope';
import type { Json } from '@/lib/ground/json';

/** Which stage is done by the model and which by code; the paper has the model do all three. */
export type Doer = 'model' | 'code';

/** The settings that strategies read; each uses what concerns it. */
export interface StrategyOptions {
  /** Leaf size `w` of divide-and-conquer: problems of at most this size are solved directly. At least 1. */
  leaf: number;
  split: Doer;
  merge: Doer;
}

/**
 * What a task offers to strategies, so that a strategy is written once for all tasks. `P` is a problem; problems are plain JSON.
 * Prompts and parsers come in pairs; parsers throw `answer-unparsable`.
 */
export interface Solvable<P extends Json = Json> {
  /** A short name of a problem, unique enough for a path: `4821 x 917`. */
  label(problem: P): string;
  /** The size metric `f` of multi-level divide-and-conquer (arXiv 2402.05359, algorithm 2). */
  size(problem: P): number;
  /** Right answer, where the task knows it. */
  truth(problem: P): string;
  /** Asks for the bare answer. Also the leaf prompt of divide-and-conquer. */
  direct(problem: P): string;
  /** Asks for reasoning, then the answer. */
  stepwise(problem: P): string;
  /** Reads either answer into canonical form. */
  parseAnswer(text: string): string;
  /** How a problem is divided; see `Division`. */
  divide(problem: P, leaf: number): Division<P>;
}

/** One operand's split: a prompt for the model, the same by code, and how to read the answer. */
export interface SplitCall {
  name: string;
  prompt: string;
  parse(text: string): string[];
  byCode(): string[];
}

/**
 * A problem about to be divided. The splits are independent calls; from their parts follow the sub-problems; from the
 * sub-problems' answers follows the merge.
 */
export interface Division<P extends Json = Json> {
  splits: SplitCall[];
  /** Parts as `splits` gave them -> named, independent sub-problems. Throws `split-stuck` if one is not smaller. */
  children(parts: string[][]): { name: string; problem: P }[];
  /** Asks the model to combine the children's answers. */
  mergePrompt(parts: string[][], answers: string[]): string;
  parseMerge(text: string): string;
  mergeByCode(parts: string[][], answers: string[]): string;
}

/** A prompting method: one file in this room and one line in its registry. */
export interface Strategy {
  id: string;
  title: string;
  /** How it flows, in one sentence. */
  summary: string;
  /** Solves one problem; the answer is in the task's canonical form. All calls go through the scope. */
  solve<P extends Json>(task: Solvable<P>, problem: P, options: StrategyOptions, scope: Scope): Promise<string>;
}
