import type { Solvable } from '@/lib/prompting/contract';
import { divide } from './division';
import { parseNumber } from './parse';
import { label, product, type Multiplication } from './problem';
import { directPrompt, stepwisePrompt } from './prompts';

/** Long multiplication: the task of arXiv 2402.05359 on which divide-and-conquer is multi-level. Its size is the longer factor's length. */
export const multiplication: Solvable<Multiplication> = {
  label,
  size: ({ a, b }) => Math.max(a.length, b.length),
  truth: product,
  direct: directPrompt,
  stepwise: stepwisePrompt,
  parseAnswer: parseNumber,
  divide,
};
