import type { Scope } from '@/lib/experiment/scope';
import type { Json } from '@/lib/core/json';

/** Which stage is done by the model and which by code; the paper has the model do all three. */
export type Executor = 'model' | 'code';

/** The settings that strategies read; each uses what concerns it. */
export type StrategyOptions = {
  /** Leaf size `w` of divide-and-conquer: problems of at most this size are solved directly. At least 1. */
  leaf: number;
  split: Executor;
  merge: Executor;
  /** Chains that self-consistency draws. */
  samples: number;
  /** Temperature of all calls that are drawn more than once: chains of self-consistency, thoughts and votes of a tree. */
  drawTemperature: number;
  /** Tree of thoughts: thoughts proposed at every kept path, and paths kept at every level. */
  breadth: number;
  /** Tree of thoughts: levels. */
  depth: number;
  /** Tree of thoughts: votes at every level. */
  votes: number;
};

/** A question to the model and how its answer is read. `parse` throws `answer-unparsable`. */
export interface Question<T extends Json = string> {
  prompt: string;
  parse(text: string): T;
  /** The right answer, where the task knows it. */
  truth?: T | undefined;
}

/** A question that code can answer too. */
export interface Coded<T extends Json> extends Question<T> {
  byCode(): T;
}

/**
 * A family of problems, as strategies see it, so that a strategy is written once for all tasks. `P` is a problem; problems are plain
 * JSON. Answers are strings in a canonical form of the task's own. What a task leaves out, strategies cannot use: `unfit` says why.
 */
export interface TaskPrompts<P extends Json = Json> {
  id: string;
  title: string;
  /** A short name of a problem, unique enough for a path: `4821 × 917`. */
  label(problem: P): string;
  /** The size metric `f` of multi-level divide-and-conquer (arXiv 2402.05359, algorithm 2). */
  size(problem: P): number;
  /** Right answer; undefined where it is not known. */
  truth(problem: P): string | undefined;
  /** Whether an answer counts as right; null where that cannot be told. */
  check(problem: P, answer: string): boolean | null;
  /** Asks for the bare answer. */
  direct(problem: P): string;
  /** Asks for reasoning, then the answer. */
  stepwise(problem: P): string;
  /** Reads either answer into canonical form. */
  parseAnswer(text: string): string;
  /** What divide-and-conquer asks about a part that is not divided further; without it, `direct`. */
  leaf?(problem: P): Question;
  /** How a problem is divided into parts of at most `leaf`. */
  divide(problem: P, leaf: number): Division<P>;
  /** For least-to-most. */
  sequence?(problem: P): Sequence;
  /** For decomposed prompting. */
  program?(problem: P): ModularProgram;
  /** For tree of thoughts. */
  thoughts?(problem: P): Thoughts;
  /** Why a strategy does not suit this task, by the strategy's id. */
  unsupported: Readonly<Record<string, string>>;
}

/** One split of a problem; most have one, arithmetic one an operand. */
export interface SplitCall extends Coded<string[]> {
  name: string;
}

/** A part of a problem: independent of all others of its division. */
export interface Part<P extends Json> {
  name: string;
  problem: P;
}

/**
 * A problem about to be divided. The splits are independent calls; from what they gave follow the parts; from the parts' answers
 * follows the merge.
 */
export interface Division<P extends Json = Json> {
  splits: SplitCall[];
  /** Named, independent parts. Throws `split-stuck` if one is not smaller. */
  children(pieces: string[][]): Part<P>[];
  /** Asks the model to combine the parts' answers. */
  mergePrompt(pieces: string[][], answers: string[]): string;
  parseMerge(text: string): string;
  mergeByCode(pieces: string[][], answers: string[]): string;
  /**
   * Whether a part knows its own right answer wherever it stands (a statement is true or false by itself). If not, the right answer
   * is that of the part which right calls above would have put in this place.
   */
  partsKnowTruth?: boolean;
  /** No cut is the one right one: what code would do is no truth for the model's. */
  anySplitIsRight?: boolean;
}

/** An answered sub-question. */
export interface Answered {
  question: string;
  answer: string;
}

/** A problem as a list of questions, each answered with those before it in sight (Least-to-Most, Zhou et al. 2022, arXiv 2205.10625). */
export interface Sequence {
  list: Coded<string[]>;
  /** Asks one question of the list. `place` counts from 0; `earlier` holds all answers so far. */
  ask(question: string, place: number, earlier: readonly Answered[]): Question;
  /** Asks for the answer to the whole; without it, the last answer is that. */
  conclude?(earlier: readonly Answered[]): Question;
}

/** A call of a module, as a controller wrote it: `multiply 4821 * 7`. */
export interface ModuleCall {
  /** As it stands in the program state. */
  text: string;
  question: Question;
}

/** A problem as a program that a controller writes line by line, each line a call of a module (Decomposed Prompting, Khot et al. 2022, arXiv 2210.02406). */
export interface ModularProgram {
  /** Asks for the next line, with the program state in sight. Its parse gives the line. */
  next(state: readonly Answered[]): Question;
  /** A line read: a call of a module, or the answer to the whole. Throws `answer-unparsable`. */
  read(line: string, place: number): ModuleCall | { answer: string };
  /** The most lines that a right program has; a controller that goes on is stopped. */
  longest: number;
}

/** A problem as a search over partial reasonings (Tree of Thoughts, Yao et al. 2023, arXiv 2305.10601). */
export interface Thoughts {
  /** Asks for one more thought on a path. */
  propose(path: readonly string[]): string;
  /** Asks which of the paths is most promising; its parse gives a number from 0. */
  vote(paths: readonly (readonly string[])[]): Question<number>;
  /** Asks for the answer that a path leads to. */
  conclude(path: readonly string[]): Question;
}

/** A prompting method: one file in this room and one line in its registry. */
export interface Strategy {
  id: string;
  title: string;
  /** How it flows, in one sentence. */
  summary: string;
  /** The settings that it reads: the form shows no others. With `split` or `merge` among them, that stage may be done by code. */
  uses: readonly (keyof StrategyOptions)[];
  /** Solves one problem; the answer is in the task's canonical form. All calls go through the scope. */
  solve<P extends Json>(prompts: TaskPrompts<P>, problem: P, options: StrategyOptions, scope: Scope): Promise<string>;
}

/** The stages of a strategy that may be done by code instead of by the model. */
export const switchesOf = ({ uses }: Strategy): ('split' | 'merge')[] =>
  uses.filter(name => name === 'split' || name === 'merge');
