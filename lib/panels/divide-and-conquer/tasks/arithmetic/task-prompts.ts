import { printed, shorten } from '@/lib/evaluation/shorten';
import type { TaskPrompts } from '../prompts';
import type { Pair } from './numbers';
import { parseNumber } from './parse';

/** What one task on two numbers asks in its own way. */
type OwnPrompts = Pick<
  TaskPrompts<Pair>,
  'id' | 'title' | 'label' | 'direct' | 'stepwise' | 'divide' | 'sequence' | 'program' | 'lacks'
>;

/** The prompts of a task on two numbers, whose size is the length of the longer one. */
export const arithmeticPrompts = (result: (problem: Pair) => string, own: OwnPrompts): TaskPrompts<Pair> => ({
  ...own,
  titleOf({ a, b }, as) {
    const label = own.label({ a: shorten(a), b: shorten(b) });
    // Leaves are many: their sign stands without spaces.
    return { short: as === 'leaf' ? label.replaceAll(' ', '') : label, whole: own.label({ a, b }) };
  },
  printed,
  size: ({ a, b }) => Math.max(a.length, b.length),
  truth: result,
  check: (problem, answer) => answer === result(problem),
  parseAnswer: parseNumber,
});
