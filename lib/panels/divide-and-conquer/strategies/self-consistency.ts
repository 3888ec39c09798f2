import { asFailure, Failure } from '@/lib/core/failure';
import type { Strategy } from './contract';

/**
 * Self-consistency (Wang et al. 2022, arXiv 2203.11171): several chains of thought are drawn, each with chance of its own, and the most
 * frequent answer is taken. Of equally frequent ones the first drawn wins; a chain that cannot be read has no vote.
 */
export const selfConsistency: Strategy = {
  id: 'cot-sc',
  title: 'Self-consistency',
  summary: 'Draws several chains of thought and takes the answer that most of them reach.',
  uses: ['samples', 'drawTemperature'],
  async solve(prompts, problem, options, scope) {
    const truth = prompts.truth(problem);
    const answers = await scope.all(
      Array.from({ length: options.samples }, (_, index) => `sample ${index + 1}`),
      name => name,
      async (_name, sub) => {
        try {
          const { parsed } = await sub.ask(prompts.stepwise(problem), {
            name: 'reason',
            temperature: options.drawTemperature,
            parse: text => prompts.parseAnswer(text),
            ...(truth === undefined ? {} : { truth }),
          });
          return String(parsed);
        } catch (error) {
          if (asFailure(error).kind !== 'answer-unparsable') throw error;
          return null;
        }
      },
    );
    const winner = majority(answers.filter(answer => answer !== null));
    if (winner === undefined) throw new Failure('answer-unparsable', 'None of the chains came to an answer.');
    scope.emit('vote', winner, { truth });
    return winner;
  },
};

/** The most frequent item, the earliest of equally frequent ones; undefined of none. */
export function majority(items: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return [...counts].find(([, count]) => count === most)?.[0];
}
