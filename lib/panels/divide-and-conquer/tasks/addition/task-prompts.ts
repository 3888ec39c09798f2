import { arithmeticPrompts } from '../arithmetic/task-prompts';
import { divide } from './division';
import { label, total } from './problem';
import { program } from './program';
import { directPrompt, stepwisePrompt } from './prompts';
import { sequence } from './sequence';

/** Long addition: the control of arXiv 2402.05359, where no strategy is expected to gain. */
export const addition = arithmeticPrompts(total, {
  id: 'addition',
  title: 'Long addition',
  label,
  direct: directPrompt,
  stepwise: stepwisePrompt,
  divide,
  sequence,
  program,
  lacks: { thoughts: 'Addition is one fixed procedure: there is nothing to search for. The paper leaves it out too.' },
});
