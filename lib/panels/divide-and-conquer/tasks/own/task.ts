import { Failure } from '@/lib/core/failure';
import type { Task } from '../contract';
import { sample } from '../verification/task';
import { loadPatterns } from './checker';
import { parseProblems, type OwnProblem } from './problem';
import { ownPrompts } from './task-prompts';

export const ownTask: Task<OwnProblem> = {
  id: 'own',
  title: 'Your own task',
  summary: 'Write the three prompts yourself, say how answers are checked, and share it all as a link.',
  metric: 'checked',
  unit: 'sentences',
  fields: {
    given: ['ownProblems', 'ownSplit', 'ownSolve', 'ownMerge', 'ownChecker', 'item'],
    drawn: ['ownProblems', 'ownSplit', 'ownSolve', 'ownMerge', 'ownChecker', 'count'],
  },
  conditions: {
    hard: { holds: null, why: 'You know your task best: does one call often get it wrong?' },
    parallel: { holds: null, why: 'Can every part be solved without the answers to the others?' },
  },
  name: ({ item }) => `Your own task, problem ${item}`,
  prompts: ownPrompts,
  problems({ problems, ownProblems, item, count }, random) {
    const all = parseProblems(ownProblems);
    const given = all[Math.min(item, all.length) - 1];
    if (!given) throw new Failure('experiment-invalid', 'ownProblems: there is no problem in it.');
    return Promise.resolve(problems === 'given' ? [given] : sample(all, count, random));
  },
  list: ({ ownProblems }) => Promise.resolve(parseProblems(ownProblems)),
  ready: ({ ownChecker }) => (ownChecker === 'pattern' ? loadPatterns() : Promise.resolve()),
};
