import type { Strategy } from './contract';

/** Input-output prompting: one call, the bare answer. */
export const io: Strategy = {
  id: 'io',
  title: 'IO',
  summary: 'Asks for the answer in one call, with no room to think.',
  async solve(task, problem, _options, scope) {
    const answer = await scope.ask(task.direct(problem), {
      name: 'solve',
      parse: task.parseAnswer,
      truth: task.truth(problem),
    });
    return String(answer.parsed);
  },
};
