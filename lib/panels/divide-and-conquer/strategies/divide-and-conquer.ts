import type { Json } from '@/lib/core/json';
import type { Scope } from '@/lib/experiment/scope';
import type { TaskPrompts } from '../tasks/prompts';
import { askQuestion, requireSupport } from './ask';
import { checkDepth } from './bounds';
import type { Strategy } from './contract';
import { divisionErrors, leafQuestion, merge, ownCalls, splitAll, withIdeals } from './division';
import { readDivision } from './division-reading';
import { divisionFields, type DivisionOptions } from './shared-fields';

/**
 * Multi-level divide-and-conquer (arXiv 2402.05359, algorithm 2): split, solve every part in a context of its own, merge. A stage sees
 * only the final answers of the one before it, never its reasoning.
 */
export const divideAndConquer: Strategy<DivisionOptions> = {
  id: 'divide-and-conquer',
  title: 'Divide and conquer',
  summary:
    'Splits again and again down to small parts, solves each in a context of its own, and merges only the answers.',
  helps:
    'Helps where parts can be solved without each other, and the whole is too large for one pass. It does not help where splitting or merging is as hard as the problem.',
  isChosenAtFirst: true,
  fields: divisionFields,
  needs: 'levels',
  calls: 'independent',
  divides: 'repeatedly',
  context: 'parallel',
  errors: divisionErrors,
  expectedCalls: countCalls,
  async solve(prompts, problem, options, scope) {
    requireSupport(prompts as TaskPrompts<never>, divideAndConquer as Strategy);
    return solve(prompts, problem, problem, options, scope, 0);
  },
  read: (tree, context) =>
    readDivision(tree, context, ({ problem }) => context.prompts.size(problem) <= context.options.leaf),
};

/** Calls below and at one problem, where every split cuts as code would. */
function countCalls<P extends Json>(prompts: TaskPrompts<P>, problem: P, options: DivisionOptions): number {
  if (prompts.size(problem) <= options.leaf) return 1;
  const division = prompts.divide(problem, options.leaf);
  return division
    .children(division.splits.map(split => split.byCode()))
    .reduce((sum, part) => sum + countCalls(prompts, part.problem, options), ownCalls(division.splits.length, options));
}

/**
 * `ideal` is the problem that would stand at this place had all calls above been right: its results are the truth that the journal
 * records. It is lost (undefined) below a split that changed the shape of the tree.
 */
async function solve<P extends Json>(
  prompts: TaskPrompts<P>,
  problem: P,
  ideal: P | undefined,
  options: DivisionOptions,
  scope: Scope,
  depth: number,
): Promise<string> {
  checkDepth(depth);
  if (prompts.size(problem) <= options.leaf) return askQuestion(scope, 'solve', leafQuestion(prompts, problem, ideal));
  const division = prompts.divide(problem, options.leaf);
  const right = ideal === undefined ? undefined : prompts.divide(ideal, options.leaf);
  const pieces = await splitAll(division, right, options.split, scope);
  const answers = await scope.all(
    withIdeals(division, right, pieces),
    part => part.name,
    (part, sub) => solve(prompts, part.problem, part.ideal, options, sub, depth + 1),
    { role: 'part' },
  );
  const truth = ideal === undefined ? undefined : prompts.truth(ideal);
  return merge(division, pieces, answers, truth, options.merge, scope);
}
