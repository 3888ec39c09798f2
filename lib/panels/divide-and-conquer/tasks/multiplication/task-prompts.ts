import { arithmeticPrompts } from '../arithmetic/task-prompts';
import { divide } from './division';
import { label, product } from './problem';
import { program } from './program';
import { directPrompt, stepwisePrompt } from './prompts';
import { sequence } from './sequence';

/** Long multiplication: the task of arXiv 2402.05359 on which divide-and-conquer is multi-level. */
export const multiplication = arithmeticPrompts(product, {
  id: 'multiplication',
  title: 'Long multiplication',
  label,
  direct: directPrompt,
  stepwise: stepwisePrompt,
  divide,
  sequence,
  program,
  lacks: {
    thoughts: 'Multiplication is one fixed procedure: there is nothing to search for. The paper leaves it out too.',
  },
});
