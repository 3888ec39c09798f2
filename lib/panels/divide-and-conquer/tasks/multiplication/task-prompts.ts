import type { TaskPrompts } from '@/lib/panels/divide-and-conquer/strategies/contract';
import { parseNumber } from '../arithmetic/parse';
import { divide } from './division';
import { label, product, type Multiplication } from './problem';
import { program } from './program';
import { directPrompt, stepwisePrompt } from './prompts';
import { sequence } from './sequence';

/** Long multiplication: the task of arXiv 2402.05359 on which divide-and-conquer is multi-level. Its size is the longer factor's length. */
export const multiplication: TaskPrompts<Multiplication> = {
  id: 'multiplication',
  title: 'Long multiplication',
  label,
  size: ({ a, b }) => Math.max(a.length, b.length),
  truth: product,
  check: (problem, answer) => answer === product(problem),
  direct: directPrompt,
  stepwise: stepwisePrompt,
  parseAnswer: parseNumber,
  divide,
  sequence,
  program,
  unsupported: {
    'tree-of-thoughts':
      'Multiplication is one fixed procedure: there is nothing to search for. The paper leaves it out too.',
  },
};
