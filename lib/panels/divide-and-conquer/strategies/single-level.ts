import { askQuestion } from './ask';
import type { Strategy } from './contract';
import { divisionErrors, leafQuestion, merge, ownCalls, splitAll, withIdeals } from './division';
import { readDivision } from './division-reading';
import { divisionFields, type DivisionOptions } from './shared-fields';

/** Single-level divide-and-conquer (arXiv 2402.05359, algorithm 1): split once, solve every part in isolation, merge the answers. */
export const singleLevel: Strategy<DivisionOptions> = {
  id: 'single-level',
  title: 'Divide and conquer, one level',
  summary: 'Splits once, solves every part in a context of its own, and merges only the answers.',
  helps:
    'Helps where the parts of a long input are easy by themselves, such as the sentences of a text that is to be checked.',
  fields: divisionFields,
  calls: 'independent',
  divides: 'once',
  context: 'parallel',
  errors: divisionErrors,
  expectedCalls(prompts, problem, options) {
    const division = prompts.divide(problem, options.leaf);
    if (division.splits.length === 0) return 1;
    const parts = division.children(division.splits.map(split => split.byCode()));
    return ownCalls(division.splits.length, options) + parts.length;
  },
  async solve(prompts, problem, options, scope) {
    const division = prompts.divide(problem, options.leaf);
    if (division.splits.length === 0) return askQuestion(scope, 'solve', leafQuestion(prompts, problem, problem));
    const pieces = await splitAll(division, division, options.split, scope);
    const answers = await scope.all(
      withIdeals(division, division, pieces),
      part => part.name,
      (part, sub) => askQuestion(sub, 'solve', leafQuestion(prompts, part.problem, part.ideal)),
      { role: 'part' },
    );
    return merge(division, pieces, answers, prompts.truth(problem), options.merge, scope);
  },
  read: (tree, context) =>
    readDivision(
      tree,
      context,
      ({ problem, level }) => level > 0 || context.prompts.divide(problem, context.options.leaf).splits.length === 0,
    ),
};
