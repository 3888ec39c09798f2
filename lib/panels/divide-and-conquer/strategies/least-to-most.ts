import { Failure } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import type { Seen } from '@/lib/evaluation/outcome';
import type { TreeScope } from '@/lib/evaluation/tree';
import { journaledTruth, type Rules } from '@/lib/evaluation/verdict';
import type { Answered, TaskPrompts } from '../tasks/prompts';
import { askOrCompute, askQuestion, requireSupport } from './ask';
import { checkParts } from './bounds';
import type { Executor, Reading, ReadingContext, Strategy } from './contract';
import { lossInWords } from './loss';
import { outcomeTitle } from './outcome-words';
import { readPlainly } from './plain-reading';
import { splitField } from './shared-fields';
import { placeOf, resultsOf, stepTitle, valueOfRole } from './step-reading';

/**
 * Least-to-Most prompting (Zhou et al. 2022, arXiv 2205.10625): a list of simpler questions first, then one after the other, each with
 * the earlier questions and their answers in its context.
 */
export const leastToMost: Strategy<{ split: Executor; [other: string]: Json }> = {
  id: 'least-to-most',
  title: 'Least to most',
  summary: 'Lists simpler questions, then answers them in turn with all earlier answers in sight.',
  helps: 'Helps where a problem builds up from easier ones, and a later step needs the earlier answers.',
  fields: { split: splitField },
  needs: 'sequence',
  calls: 'chain',
  errors: { split: 'split-lost', solve: 'step-wrong', merge: 'merge-wrong' },
  expectedCalls(prompts, problem, { split }) {
    const sequence = prompts.sequence?.(problem);
    if (!sequence) return null;
    return Number(split === 'model') + sequence.list.byCode().length + Number(sequence.conclude !== undefined);
  },
  async solve(prompts, problem, options, scope) {
    requireSupport(prompts as TaskPrompts<never>, leastToMost as Strategy);
    const sequence = prompts.sequence?.(problem);
    if (!sequence) throw new Failure('strategy-unfit');
    const list = { ...sequence.list, parse: (text: string) => checkParts(sequence.list.parse(text)) };
    const questions = await askOrCompute(scope, 'split', list, options.split);
    const earlier: Answered[] = [];
    for (const [index, question] of questions.entries()) {
      const step = scope.step(`step ${index + 1}`, { role: 'step' });
      earlier.push({ question, answer: await askQuestion(step, 'solve', sequence.ask(question, index, earlier)) });
    }
    if (sequence.conclude) return askQuestion(scope, 'merge', sequence.conclude(earlier));
    const answer = earlier.at(-1)?.answer ?? '';
    scope.emit('answer', answer, { role: 'answer', truth: prompts.truth(problem) });
    return answer;
  },
  read: readSequence,
};

/** The journal's own truths, but for the list, of which the task says what is as good as its own. */
function readSequence<T extends Seen, P extends Json>(tree: TreeScope<T>, context: ReadingContext<P>): Reading<T> {
  const plain = readPlainly<T, P>(context);
  const sequence = context.prompts.sequence?.(context.problem);
  const noun = context.prompts.partsNoun ?? 'questions';
  const rules: Rules<T> = {
    expected(step, scope) {
      if (step.role !== 'split') return (journaledTruth as Rules<T>).expected(step, scope);
      return sequence?.anyListIsRight ? undefined : sequence?.list.byCode();
    },
    agrees: (found, _expected, { role }) =>
      role === 'split' && Array.isArray(found) ? sequence?.list.accepts?.(found.map(String)) : undefined,
    follows(step) {
      const answers = resultsOf(tree);
      return step.role === 'merge' && answers.every(answer => typeof answer === 'string')
        ? sequence?.concludeByCode?.(answers)
        : undefined;
    },
  };
  return {
    ...plain,
    rules,
    outcomeOf: step => outcomeTitle(step, context.prompts, noun),
    lossOf: step => (step.role === 'split' ? lossInWords(step, sequence?.list, noun) : undefined),
    titleOf(scope, parent) {
      if (!parent) return plain.titleOf(scope, parent);
      const list = valueOfRole(parent, 'split');
      const index = placeOf(scope, parent);
      return stepTitle(context.prompts, scope, index, Array.isArray(list) ? list[index] : undefined);
    },
  };
}
