import { askQuestion } from './ask';
import type { Strategy } from './contract';

/** Zero-shot chain of thought (Kojima et al. 2022, arXiv 2205.11916): one call that reasons before it answers. */
export const chainOfThought: Strategy = {
  id: 'cot',
  title: 'Chain of thought (CoT)',
  summary: 'One call that works the problem out step by step in a single, growing context.',
  helps: 'Helps where each step follows from the last, and all steps fit into one context.',
  isChosenAtFirst: true,
  fields: {},
  calls: 'one',
  context: 'sequential',
  errors: { reason: 'answer-wrong' },
  expectedCalls: () => 1,
  solve: (prompts, problem, _options, scope) =>
    askQuestion(scope, 'reason', {
      prompt: prompts.stepwise(problem),
      parse: text => prompts.parseAnswer(text),
      truth: prompts.truth(problem),
    }),
};
