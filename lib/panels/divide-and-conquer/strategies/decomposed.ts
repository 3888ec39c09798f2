import { Failure } from '@/lib/core/failure';
import { entryOf, outcomeOf } from '@/lib/evaluation/outcome';
import { lineOfValue } from '@/lib/evaluation/shorten';
import type { Answered, TaskPrompts } from '../tasks/prompts';
import { askQuestion, requireSupport } from './ask';
import type { Strategy } from './contract';
import { answerTitle } from './outcome-words';
import { readPlainly } from './plain-reading';
import { placeOf, stepTitle, valueOfRole } from './step-reading';

/**
 * Decomposed Prompting (Khot et al. 2022, arXiv 2210.02406): a controller writes a program line by line, each line a question to a
 * module with a prompt of its own; the line and its answer join the state that the controller sees next.
 */
export const decomposed: Strategy = {
  id: 'decomposed',
  title: 'Decomposed',
  summary: 'A controller writes one call at a time to specialised modules and sees all results so far.',
  helps: 'Helps where the kinds of steps are known, so that each can have a prompt, or code, of its own.',
  fields: {},
  needs: 'program',
  calls: 'chain',
  errors: { decide: 'controller-wrong', solve: 'step-wrong' },
  errorKinds: {
    'controller-wrong': {
      word: 'controller wrong',
      meaning: 'the controller of decomposed prompting wrote a wrong line',
    },
  },
  // Each line is decided and answered; the last one is only decided.
  expectedCalls(prompts, problem) {
    const program = prompts.program?.(problem);
    return program ? 2 * program.longest + 1 : null;
  },
  async solve(prompts, problem, _options, scope) {
    requireSupport(prompts as TaskPrompts<never>, decomposed);
    const program = prompts.program?.(problem);
    if (!program) throw new Failure('strategy-unfit');
    const state: Answered[] = [];
    for (let index = 0; index <= program.longest; index++) {
      const step = scope.step(`step ${index + 1}`, { role: 'step' });
      const next = program.next(state);
      // Read where it is parsed, so that the journal names the line that no module does, and the one too many.
      const parse = (text: string) => {
        const written = next.parse(text);
        if (!('answer' in program.read(written, index)) && index === program.longest) {
          throw new Failure('bound-reached', `The controller came to no end within ${index + 1} lines.`);
        }
        return written;
      };
      const line = program.read(await askQuestion(step, 'decide', { ...next, parse }), index);
      if ('answer' in line) {
        scope.emit('answer', line.answer, { role: 'answer', truth: prompts.truth(problem) });
        return line.answer;
      }
      state.push({ question: line.text, answer: await askQuestion(step, 'solve', line.question) });
    }
    throw new Failure('bound-reached', `The controller came to no end within ${program.longest + 1} lines.`);
  },
  read(_tree, context) {
    const plain = readPlainly(context);
    const program = context.prompts.program?.(context.problem);
    /** The answer that a line ends the program with. */
    const answerIn = (line: unknown, index = 0): string | undefined => {
      try {
        const read = typeof line === 'string' ? program?.read(line, index) : undefined;
        return read && 'answer' in read ? read.answer : undefined;
      } catch {
        return undefined;
      }
    };
    return {
      ...plain,
      titleOf(scope, parent) {
        if (!parent) return plain.titleOf(scope, parent);
        const index = placeOf(scope, parent);
        const line = valueOfRole(scope, 'decide');
        if (answerIn(line, index) !== undefined) return { short: 'end', whole: `${scope.name}, the end` };
        return stepTitle(context.prompts, scope, index, line);
      },
      outcomeOf(step) {
        if (step.role !== 'decide') return plain.outcomeOf(step);
        const line = outcomeOf(entryOf(step.item));
        const answer = answerIn(line);
        return answer === undefined
          ? { short: 'controller', whole: lineOfValue(line) }
          : answerTitle(answer, context.prompts);
      },
    };
  },
};
