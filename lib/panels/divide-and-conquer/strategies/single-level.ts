import type { Strategy } from './contract';
import { merge, put, splitAll, withIdeals } from './stages';
import { leafQuestion } from './divide-and-conquer';

/** Single-level divide-and-conquer (arXiv 2402.05359, algorithm 1): split once, solve every part in isolation, merge the answers. */
export const singleLevel: Strategy = {
  id: 'single-level',
  title: 'Divide and conquer, one level',
  summary: 'Splits once, solves every part in a context of its own, and merges only the answers.',
  uses: ['leaf', 'split', 'merge'],
  async solve(task, problem, options, scope) {
    const division = task.divide(problem, options.leaf);
    if (division.splits.length === 0) return put(scope, 'solve', leafQuestion(task, problem, problem));
    const pieces = await splitAll(division, division, options.split, scope);
    const answers = await scope.all(
      withIdeals(division, division, pieces),
      part => part.name,
      (part, sub) => put(sub, 'solve', leafQuestion(task, part.problem, part.ideal)),
    );
    return merge(division, pieces, answers, task.truth(problem), options.merge, scope);
  },
};
