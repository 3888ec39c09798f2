import type { Strategy } from './contract';
import { put } from './stages';

/** Input-output prompting: one call, the bare answer. */
export const io: Strategy = {
  id: 'io',
  title: 'IO',
  summary: 'Asks for the answer in one call, with no room to think.',
  uses: [],
  solve: (task, problem, _options, scope) =>
    put(scope, 'solve', {
      prompt: task.direct(problem),
      parse: text => task.parseAnswer(text),
      truth: task.truth(problem),
    }),
};
