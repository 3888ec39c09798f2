import { Failure } from '@/lib/core/failure';
import type { Answered, Strategy } from './contract';
import { askQuestion } from './division';

/**
 * Decomposed Prompting (Khot et al. 2022, arXiv 2210.02406): a controller writes a program line by line, each line a question to a
 * module with a prompt of its own; the line and its answer join the state that the controller sees next.
 */
export const decomposed: Strategy = {
  id: 'decomposed',
  title: 'Decomposed',
  summary: 'A controller writes one call at a time to specialised modules and sees all results so far.',
  uses: [],
  async solve(prompts, problem, _options, scope) {
    const program = prompts.program?.(problem);
    if (!program) throw new Failure('strategy-unfit', prompts.unsupported['decomposed']);
    const state: Answered[] = [];
    for (let place = 0; place <= program.longest; place++) {
      const step = scope.step(`step ${place + 1}`);
      const next = program.next(state);
      // Read where it is parsed, so that the journal names the line that no module does, and the one too many.
      const parse = (text: string) => {
        const written = next.parse(text);
        if (!('answer' in program.read(written, place)) && place === program.longest) {
          throw new Failure('bound-reached', `The controller came to no end within ${place + 1} lines.`);
        }
        return written;
      };
      const line = program.read(await askQuestion(step, 'decide', { ...next, parse }), place);
      if ('answer' in line) {
        scope.emit('answer', line.answer, { truth: prompts.truth(problem) });
        return line.answer;
      }
      state.push({ question: line.text, answer: await askQuestion(step, 'solve', line.question) });
    }
    throw new Failure('bound-reached', `The controller came to no end within ${program.longest + 1} lines.`);
  },
};
