import type { Strategy } from './contract';

/** Zero-shot chain of thought (Kojima et al. 2022, arXiv 2205.11916): one call that reasons before it answers. */
export const chainOfThought: Strategy = {
  id: 'cot',
  title: 'Chain of thought',
  summary: 'One call that works the problem out step by step in a single, growing context.',
  async solve(task, problem, _options, scope) {
    const answer = await scope.ask(task.stepwise(problem), {
      name: 'reason',
      parse: task.parseAnswer,
      truth: task.truth(problem),
    });
    return String(answer.parsed);
  },
};
