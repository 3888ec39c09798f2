import type { Json } from '@/lib/core/json';
import type { Capability, Title } from '../strategies/contract';

/** A question to the model and how its answer is read. */
export interface Question<T extends Json = string> {
  prompt: string;
  /** @throws Failure `answer-unparsable` */
  parse(text: string): T;
  /** The right answer, where the task knows it. */
  truth?: T | undefined;
}

/** A question that code can answer too. */
export interface Coded<T extends Json> extends Question<T> {
  byCode(): T;
  /** Whether another answer is as good as that of code; without it, they must be equal. */
  accepts?(answer: T): boolean;
  /** Of a list: indices of the items that code gives and another answer has lost. */
  lost?(answer: T): number[];
}

/**
 * A task, as strategies see it, so that a strategy is written once for all tasks. `P` is a problem; problems are plain JSON. Answers are
 * strings in a canonical form of the task's own. What a task leaves out, strategies cannot use: `lacks` says why.
 */
export interface TaskPrompts<P extends Json = Json> {
  id: string;
  title: string;
  /** A short name of a problem, unique enough for a path: `4821 × 917`. */
  label(problem: P): string;
  /** What a node of a drawing says of a problem, or of a part of one; `leaf` is a part that is not divided further. */
  titleOf(problem: P, as: 'whole' | 'part' | 'leaf'): Title;
  /** How a line that a model wrote is printed, where that is a formula: `4821 * 7` as `4821 × 7`. */
  printed?(line: string): string;
  /** An answer in words that say what was found, where it is a bare yes or no. */
  answerInWords?(answer: string): string;
  /** What the parts of a split are called, in the plural. Default: `parts`. */
  partsNoun?: string;
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
  /** Reads either answer into canonical form. @throws Failure `answer-unparsable` */
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
  /** Why it has no sequence, program or thoughts, and why its parts cannot be divided again (`levels`). */
  lacks: Readonly<Partial<Record<Capability, string>>>;
}

/** One split of a problem; most have one, arithmetic one an operand. */
export interface SplitCall extends Coded<string[]> {
  name: string;
  /** What it splits, where there are several: `the first number`. */
  whole?: string;
}

/** A part of a problem: independent of all others of its division. */
export interface Part<P extends Json> {
  name: string;
  /** Its number in the division, for a drawing that shows more of it than a formula: `3`. */
  number?: string;
  problem: P;
}

/**
 * A problem about to be divided. The splits are independent calls; from what they gave follow the parts; from the parts' answers
 * follows the merge.
 */
export interface Division<P extends Json = Json> {
  splits: SplitCall[];
  /** Named, independent parts. @throws Failure `split-stuck` if one is not smaller, or the splits do not fit each other */
  children(pieces: string[][]): Part<P>[];
  /** Asks the model to combine the parts' answers. */
  mergePrompt(pieces: string[][], answers: string[]): string;
  /** @throws Failure `answer-unparsable` */
  parseMerge(text: string): string;
  mergeByCode(pieces: string[][], answers: string[]): string;
  /**
   * Whether a part knows its own right answer wherever it stands (a statement is true or false by itself). If not, the right answer
   * is that of the part which right calls above would have put in this place.
   */
  partsKnowTruth?: boolean;
  /** No cut is the one right one: what code would do is no truth for the model's. */
  anySplitIsRight?: boolean;
  /** The same of the merge: what code would do is no measure of the model's. */
  anyMergeIsRight?: boolean;
}

/** An answered sub-question. */
export interface Answered {
  question: string;
  answer: string;
}

/** A problem as a list of questions, each answered with those before it in sight (Least-to-Most, Zhou et al. 2022, arXiv 2205.10625). */
export interface Sequence {
  list: Coded<string[]>;
  /** No list is the one right one. */
  anyListIsRight?: boolean;
  /** Asks one question of the list. `index` counts from 0; `earlier` holds all answers so far. */
  ask(question: string, index: number, earlier: readonly Answered[]): Question;
  /** Asks for the answer to the whole; without it, the last answer is that. */
  conclude?(earlier: readonly Answered[]): Question;
  /** What follows from the answers to all questions, where code can tell. */
  concludeByCode?(answers: readonly string[]): string;
}

/** A call of a module, as a controller wrote it: `multiply 4821 * 7`. */
export interface ModuleCall {
  /** As it stands in the program state. */
  text: string;
  question: Question;
}

/**
 * A problem as a program that a controller writes line by line, each line a call of a module (Decomposed Prompting, Khot et al. 2022,
 * arXiv 2210.02406).
 */
export interface ModularProgram {
  /** Asks for the next line, with the program state in sight. Its parse gives the line. */
  next(state: readonly Answered[]): Question;
  /** A line read: a call of a module, or the answer to the whole. `index` counts from 0. @throws Failure `answer-unparsable` */
  read(line: string, index: number): ModuleCall | { answer: string };
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
