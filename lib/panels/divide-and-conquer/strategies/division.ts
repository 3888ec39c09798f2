import type { Json } from '@/lib/core/json';
import { valuesOf } from '@/lib/core/settled';
import type { Scope } from '@/lib/experiment/scope';
import type { Division, Part, Question, TaskPrompts } from '../tasks/prompts';
import { askOrCompute } from './ask';
import { checkParts } from './bounds';
import type { Executor } from './contract';

/**
 * What every split of a division gave, by the model (independent calls) or by code. `ideal` is the division that would stand here had
 * all calls above been right: its splits are the truth. A split that returns nothing, or more parts than any problem has, is refused
 * where it is read, so that the journal names it.
 */
export async function splitAll<P extends Json>(
  division: Division<P>,
  ideal: Division<P> | undefined,
  executor: Executor,
  scope: Scope,
): Promise<string[][]> {
  // As in Scope.all: every split ends before a failure is thrown, so that which one it is does not depend on which came first.
  const ended = await Promise.allSettled(
    division.splits.map(split => {
      const right = division.anySplitIsRight ? undefined : ideal;
      const truth = right?.splits.find(({ name }) => name === split.name)?.byCode();
      const question = { ...split, parse: (text: string) => checkParts(split.parse(text)), truth };
      return askOrCompute(scope, 'split', question, executor, split.name);
    }),
  );
  return valuesOf(ended);
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
  executor: Executor,
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
    executor,
  );
}

/** What is asked about a part that is not divided further, with the right answer where it is known. */
export function leafQuestion<P extends Json>(prompts: TaskPrompts<P>, problem: P, ideal: P | undefined): Question {
  const question = prompts.leaf?.(problem) ?? {
    prompt: prompts.direct(problem),
    parse: (text: string) => prompts.parseAnswer(text),
  };
  return { ...question, truth: ideal === undefined ? undefined : prompts.truth(ideal) };
}

/** Kinds of error of whatever divides, by the role of the step at fault. */
export const divisionErrors = { split: 'split-lost', solve: 'leaf-wrong', merge: 'merge-wrong' } as const;

/** Calls of one division: its splits and its merge. */
export const ownCalls = (splits: number, options: { split: Executor; merge: Executor }): number =>
  splits * Number(options.split === 'model') + Number(options.merge === 'model');
