import { Failure } from '@/lib/core/failure';
import { checkParts } from './bounds';
import type { Answered, Strategy } from './contract';
import { askQuestion, askOrCompute } from './division';

/**
 * Least-to-Most prompting (Zhou et al. 2022, arXiv 2205.10625): a list of simpler questions first, then one after the other, each with
 * the earlier questions and their answers in its context.
 */
export const leastToMost: Strategy = {
  id: 'least-to-most',
  title: 'Least to most',
  summary: 'Lists simpler questions, then answers them in turn with all earlier answers in sight.',
  uses: ['split'],
  async solve(prompts, problem, options, scope) {
    const sequence = prompts.sequence?.(problem);
    if (!sequence) throw new Failure('strategy-unfit', prompts.unsupported['least-to-most']);
    const list = { ...sequence.list, parse: (text: string) => checkParts(sequence.list.parse(text)) };
    const questions = await askOrCompute(scope, 'split', list, options.split);
    const earlier: Answered[] = [];
    for (const [place, question] of questions.entries()) {
      const step = scope.step(`step ${place + 1}`);
      earlier.push({ question, answer: await askQuestion(step, 'solve', sequence.ask(question, place, earlier)) });
    }
    if (sequence.conclude) return askQuestion(scope, 'merge', sequence.conclude(earlier));
    const answer = earlier.at(-1)?.answer ?? '';
    scope.emit('answer', answer, { truth: prompts.truth(problem) });
    return answer;
  },
};
