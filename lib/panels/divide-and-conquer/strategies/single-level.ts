import type { Strategy } from './contract';
import { merge, askQuestion, splitAll, withIdeals } from './division';
import { leafQuestion } from './divide-and-conquer';

/** Single-level divide-and-conquer (arXiv 2402.05359, algorithm 1): split once, solve every part in isolation, merge the answers. */
export const singleLevel: Strategy = {
  id: 'single-level',
  title: 'Divide and conquer, one level',
  summary: 'Splits once, solves every part in a context of its own, and merges only the answers.',
  uses: ['leaf', 'split', 'merge'],
  async solve(prompts, problem, options, scope) {
    const division = prompts.divide(problem, options.leaf);
    if (division.splits.length === 0) return askQuestion(scope, 'solve', leafQuestion(prompts, problem, problem));
    const pieces = await splitAll(division, division, options.split, scope);
    const answers = await scope.all(
      withIdeals(division, division, pieces),
      part => part.name,
      (part, sub) => askQuestion(sub, 'solve', leafQuestion(prompts, part.problem, part.ideal)),
    );
    return merge(division, pieces, answers, prompts.truth(problem), options.merge, scope);
  },
};
