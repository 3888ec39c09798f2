import * as z from 'zod/mini';
import { Failure } from '@/lib/core/failure';
import type { Task } from '../contract';
import type { ProblemDescription } from '../description';
import { hallucinationTask } from '../hallucination/task';
import { sample } from '../sample';
import { loadPatterns } from './checker';
import { ownFields, type OwnSettings } from './fields';
import { type OwnProblem, parseProblems } from './problem';
import { ownPrompts } from './task-prompts';

const shape = z.object({
  id: z.string(),
  input: z.string(),
  whole: z.optional(z.string()),
  expected: z.nullable(z.string()),
});

export const ownTask: Task<OwnProblem, OwnSettings> = {
  id: 'own',
  title: 'Your own task',
  summary: 'Write the three prompts yourself, say how answers are checked, and share it all as a link.',
  metric: 'checked',
  unit: 'sentences',
  needs: 'English',
  fields: ownFields,
  asks: {
    one: ['problems', 'split', 'solve', 'merge', 'checker', 'item'],
    many: ['problems', 'split', 'solve', 'merge', 'checker', 'count'],
  },
  keeps: ['problems', 'split', 'solve', 'merge', 'checker', 'item'],
  // The parts are as the split prompt makes them: no size bounds them.
  ignores: ['leaf'],
  partsVary: true,
  conditions: {
    hard: { holds: null, why: 'You know your task best: does one call often get it wrong?' },
    parallel: { holds: null, why: 'Can every part be solved without the answers to the others?' },
  },
  name: ({ item }) => `Your own task, problem ${item}`,
  prompts: ownPrompts,
  async problems({ problems, item, count }, which, random) {
    const all = parseProblems(problems);
    const one = all[Math.min(item, all.length) - 1];
    if (!one) throw new Failure('experiment-invalid', 'problems: there is no problem in it.');
    return which === 'one' ? [one] : sample(all, count, random);
  },
  list: async ({ problems }) => parseProblems(problems),
  listed: ({ problems }) => parseProblems(problems).length,
  obstacle: ({ problems }) => (parseProblems(problems).length === 0 ? 'Problems: write at least one.' : undefined),
  ready: ({ checker }) => (checker === 'pattern' ? loadPatterns() : Promise.resolve()),
  readProblem(value) {
    const { data } = shape.safeParse(value);
    if (!data) return undefined;
    const { whole, ...rest } = data;
    return whole === undefined ? rest : { ...rest, whole };
  },
  expected: ({ expected }, { checker }) => (checker === 'none' ? null : expected),
  present: describe,
  // It has no problem that code could solve; claims are texts, too, and are divided in the same way.
  flowExample: hallucinationTask.flowExample as never,
};

function describe({ id, input, expected }: OwnProblem): ProblemDescription {
  const source = expected === null ? 'not known' : 'from the data';
  return {
    heading: `Your own task: ${id}`,
    texts: [{ title: 'Input', text: input }],
    right: { before: 'Expected: ', answer: expected, after: '', source },
  };
}
