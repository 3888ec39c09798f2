import type { Scope } from '@/lib/experiment/scope';
import type { Json } from '@/lib/core/json';
import { checkDepth } from './bounds';
import type { Question, Strategy, StrategyOptions, TaskPrompts } from './contract';
import { merge, askQuestion, requireSupport, splitAll, withIdeals } from './division';

/**
 * Multi-level divide-and-conquer (arXiv 2402.05359, algorithm 2): split, solve every part in a context of its own, merge. A stage sees
 * only the final answers of the one before it, never its reasoning.
 */
export const divideAndConquer: Strategy = {
  id: 'divide-and-conquer',
  title: 'Divide and conquer',
  summary:
    'Splits again and again down to small parts, solves each in a context of its own, and merges only the answers.',
  uses: ['leaf', 'split', 'merge'],
  async solve(prompts, problem, options, scope) {
    requireSupport(prompts, 'divide-and-conquer');
    return solve(prompts, problem, problem, options, scope, 0);
  },
};

/**
 * `ideal` is the problem that would stand at this place had all calls above been right: its results are the truth that the journal
 * records. It is lost (undefined) below a split that changed the shape of the tree.
 */
async function solve<P extends Json>(
  prompts: TaskPrompts<P>,
  problem: P,
  ideal: P | undefined,
  options: StrategyOptions,
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
  );
  const truth = ideal === undefined ? undefined : prompts.truth(ideal);
  return merge(division, pieces, answers, truth, options.merge, scope);
}

/** What is asked about a part that is not divided further, with the right answer where it is known. */
export function leafQuestion<P extends Json>(prompts: TaskPrompts<P>, problem: P, ideal: P | undefined): Question {
  const question = prompts.leaf?.(problem) ?? {
    prompt: prompts.direct(problem),
    parse: (text: string) => prompts.parseAnswer(text),
  };
  return { ...question, truth: ideal === undefined ? undefined : prompts.truth(ideal) };
}
