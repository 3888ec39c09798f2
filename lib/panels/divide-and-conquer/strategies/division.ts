import type { Scope } from '@/lib/experiment/scope';
import { Failure } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import { checkParts } from './bounds';
import type { Coded, Division, Executor, Part, Question, TaskPrompts } from './contract';

/** Throws `strategy-unfit` where a task says that a strategy does not suit it. */
export function requireSupport({ unsupported: unsupported }: Pick<TaskPrompts, 'unsupported'>, strategy: string): void {
  if (unsupported[strategy] !== undefined) throw new Failure('strategy-unfit', unsupported[strategy]);
}

/** Asks a question of the task under a name; the answer as its parser reads it. */
export async function askQuestion<T extends Json>(scope: Scope, name: string, question: Question<T>): Promise<T> {
  const { prompt, parse, truth } = question;
  const answer = await scope.ask(prompt, { name, parse, ...(truth === undefined ? {} : { truth }) });
  return answer.parsed as T;
}

/** The same, or by code, as the setting wants it. */
export async function askOrCompute<T extends Json>(
  scope: Scope,
  name: string,
  question: Coded<T>,
  doer: Executor,
): Promise<T> {
  if (doer === 'model') return askQuestion(scope, name, question);
  const value = question.byCode();
  scope.emit(name, value, { truth: question.truth });
  return value;
}

/**
 * What every split of a division gave, by the model (independent calls) or by code. `ideal` is the division that would stand here had
 * all calls above been right: its splits are the truth. A split that returns nothing, or more parts than any problem has, is refused
 * where it is read, so that the journal names it.
 */
export async function splitAll<P extends Json>(
  division: Division<P>,
  ideal: Division<P> | undefined,
  doer: Executor,
  scope: Scope,
): Promise<string[][]> {
  // As in Scope.all: every split ends before the first failure is thrown, so that which one it is does not hang on who was faster.
  const ended = await Promise.allSettled(
    division.splits.map(split => {
      const right = division.anySplitIsRight ? undefined : ideal;
      const truth = right?.splits.find(({ name }) => name === split.name)?.byCode();
      return askOrCompute(scope, split.name, { ...split, parse: text => checkParts(split.parse(text)), truth }, doer);
    }),
  );
  return ended.map(end => {
    if (end.status === 'rejected') throw end.reason;
    return end.value;
  });
}

/** Each part with the one that right calls above would have put in its place; undefined where the splits changed what stands where. */
export function withIdeals<P extends Json>(
  division: Division<P>,
  ideal: Division<P> | undefined,
  pieces: string[][],
): (Part<P> & { ideal: P | undefined })[] {
  const right = ideal?.children(ideal.splits.map(split => split.byCode())) ?? [];
  return division.children(pieces).map((part, place) => ({
    ...part,
    ideal: division.partsKnowTruth ? part.problem : right[place]?.name === part.name ? right[place].problem : undefined,
  }));
}

/** The parts' answers made one, by the model or by code. */
export function merge<P extends Json>(
  division: Division<P>,
  pieces: string[][],
  answers: string[],
  truth: string | undefined,
  doer: Executor,
  scope: Scope,
): Promise<string> {
  return askOrCompute(
    scope,
    'merge',
    {
      prompt: division.mergePrompt(pieces, answers),
      parse: text => division.parseMerge(text),
      byCode: () => division.mergeByCode(pieces, answers),
      truth,
    },
    doer,
  );
}
