import { asFailure, Failure } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import { counting } from '../field-line';
import type { Strategy } from './contract';
import { temperatureField } from './shared-fields';

/**
 * Self-consistency (Wang et al. 2022, arXiv 2203.11171): several chains of thought are sampled, each with a seed of its own, and the most
 * frequent answer is taken. Of equally frequent ones the first sampled wins; a chain that cannot be read has no vote.
 */
export const selfConsistency: Strategy<{ samples: number; drawTemperature: number; [other: string]: Json }> = {
  id: 'cot-sc',
  title: 'Self-consistency',
  summary: 'Samples several chains of thought and takes the answer that most of them reach.',
  helps:
    'Helps where answers differ from draw to draw and the right one is the most frequent. It cannot mend an error that all draws make.',
  fields: {
    samples: counting(
      { kind: 'number', label: 'Chains drawn', hint: 'by self-consistency', default: 5, min: 1, max: 40 },
      'chain',
    ),
    drawTemperature: temperatureField,
  },
  calls: 'independent',
  context: 'sequential',
  errors: { reason: 'answer-wrong', vote: 'vote-wrong' },
  errorKinds: {
    'vote-wrong': { word: 'vote wrong', meaning: 'at least one chain was right, and was outvoted' },
  },
  expectedCalls: (_prompts, _problem, { samples }) => samples,
  async solve(prompts, problem, options, scope) {
    const truth = prompts.truth(problem);
    const answers = await scope.all(
      Array.from({ length: options.samples }, (_, index) => `sample ${index + 1}`),
      name => name,
      async (_name, sub) => {
        try {
          const { parsed } = await sub.ask(prompts.stepwise(problem), {
            name: 'reason',
            role: 'reason',
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
      { role: 'sample' },
    );
    const winner = majority(answers.filter(answer => answer !== null));
    if (winner === undefined) throw new Failure('answer-unparsable', 'None of the chains came to an answer.');
    scope.emit('vote', winner, { role: 'vote', truth });
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
