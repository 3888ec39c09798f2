import type { Strategy } from './contract';
import { put } from './stages';

/** Zero-shot chain of thought (Kojima et al. 2022, arXiv 2205.11916): one call that reasons before it answers. */
export const chainOfThought: Strategy = {
  id: 'cot',
  title: 'Chain of thought',
  summary: 'One call that works the problem out step by step in a single, growing context.',
  uses: [],
  solve: (task, problem, _options, scope) =>
    put(scope, 'reason', {
      prompt: task.stepwise(problem),
      parse: text => task.parseAnswer(text),
      truth: task.truth(problem),
    }),
};
