import type { TaskPrompts } from '@/lib/panels/divide-and-conquer/strategies/contract';
import { parseNumber } from '../arithmetic/parse';
import { divide } from './division';
import { label, total, type Addition } from './problem';
import { program } from './program';
import { directPrompt, stepwisePrompt } from './prompts';
import { sequence } from './sequence';

/** Long addition: the control of arXiv 2402.05359, where no strategy is expected to gain. Its size is the longer addend's length. */
export const addition: TaskPrompts<Addition> = {
  id: 'addition',
  title: 'Long addition',
  label,
  size: ({ a, b }) => Math.max(a.length, b.length),
  truth: total,
  check: (problem, answer) => answer === total(problem),
  direct: directPrompt,
  stepwise: stepwisePrompt,
  parseAnswer: parseNumber,
  divide,
  sequence,
  program,
  unsupported: {
    'tree-of-thoughts': 'Addition is one fixed procedure: there is nothing to search for. The paper leaves it out too.',
  },
};
