import { Failure } from '@/lib/ground/failure';
import { checkParts } from './bounds';
import type { Answered, Strategy } from './contract';
import { put, putOrCode } from './stages';

/**
 * Least-to-Most prompting (Zhou et al. 2022, arXiv 2205.10625): a list of simpler questions first, then one after the other, each with
 * the earlier questions and their answers in its context.
 */
export const leastToMost: Strategy = {
  id: 'least-to-most',
  title: 'Least to most',
  summary: 'Lists simpler questions, then answers them in turn with all earlier answers in sight.',
  uses: ['split'],
  async solve(task, problem, options, scope) {
    const sequence = task.sequence?.(problem);
    if (!sequence) throw new Failure('strategy-unfit', task.unfit['least-to-most']);
    const list = { ...sequence.list, parse: (text: string) => checkParts(sequence.list.parse(text)) };
    const questions = await putOrCode(scope, 'split', list, options.split);
    const earlier: Answered[] = [];
    for (const [place, question] of questions.entries()) {
      const step = scope.step(`step ${place + 1}`);
      earlier.push({ question, answer: await put(step, 'solve', sequence.ask(question, place, earlier)) });
    }
    if (sequence.conclude) return put(scope, 'merge', sequence.conclude(earlier));
    const answer = earlier.at(-1)?.answer ?? '';
    scope.emit('answer', answer, task.truth(problem));
    return answer;
  },
};
