import type { Strategy } from './contract';
import { askQuestion } from './division';

/** Input-output prompting: one call, the bare answer. */
export const io: Strategy = {
  id: 'io',
  title: 'IO',
  summary: 'Asks for the answer in one call, with no room to think.',
  uses: [],
  solve: (prompts, problem, _options, scope) =>
    askQuestion(scope, 'solve', {
      prompt: prompts.direct(problem),
      parse: text => prompts.parseAnswer(text),
      truth: prompts.truth(problem),
    }),
};
