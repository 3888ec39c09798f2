import { askQuestion } from './ask';
import type { Strategy } from './contract';

/** Input-output prompting: one call, the bare answer. */
export const io: Strategy = {
  id: 'io',
  title: 'Direct answer (IO)',
  summary: 'Asks for the answer in one call, with no room to think.',
  helps:
    'Helps where one pass suffices: facts that the model knows, and steps that it can do at once. It is the cheapest.',
  isChosenAtFirst: true,
  fields: {},
  calls: 'one',
  context: 'sequential',
  errors: { solve: 'answer-wrong' },
  expectedCalls: () => 1,
  solve: (prompts, problem, _options, scope) =>
    askQuestion(scope, 'solve', {
      prompt: prompts.direct(problem),
      parse: text => prompts.parseAnswer(text),
      truth: prompts.truth(problem),
    }),
};
