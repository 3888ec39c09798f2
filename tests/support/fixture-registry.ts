import { Failure } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import { type Registry, registry } from '@/lib/panels/divide-and-conquer/registry';
import type { Strategy } from '@/lib/panels/divide-and-conquer/strategies/contract';
import type { Task } from '@/lib/panels/divide-and-conquer/tasks/contract';
import type { TaskPrompts } from '@/lib/panels/divide-and-conquer/tasks/prompts';

/** Asks for a draft, then has it reviewed some times over: a strategy that only tests know. */
export const reviewed: Strategy<{ reviews: number; [other: string]: Json }> = {
  id: 'reviewed',
  title: 'Draft and review',
  summary: 'Writes a draft and reviews it.',
  helps: 'Helps where a second look finds what the first missed.',
  fields: { reviews: { kind: 'number', label: 'Reviews', hint: 'after the draft', default: 2, min: 1, max: 4 } },
  calls: 'chain',
  roles: {
    draft: { label: 'Draft', order: 'before' },
    review: { label: 'Review', noun: 'review', order: 'beside', isSequence: true },
  },
  errors: { draft: 'draft-wrong', review: 'review-wrong' },
  errorKinds: {
    'draft-wrong': { word: 'draft wrong', meaning: 'the draft was wrong' },
    'review-wrong': { word: 'review wrong', meaning: 'a review spoiled what was right' },
  },
  expectedCalls: (_prompts, _problem, { reviews }) => 1 + reviews,
  async solve(prompts, problem, { reviews }, scope) {
    const truth = prompts.truth(problem);
    const options = { parse: (text: string) => prompts.parseAnswer(text), ...(truth === undefined ? {} : { truth }) };
    const draft = await scope.ask(prompts.direct(problem), { ...options, name: 'first go', role: 'draft' });
    let answer = String(draft.parsed);
    for (let index = 1; index <= reviews; index++) {
      const round = scope.step(`round ${index}`, { role: 'review' });
      const prompt = `${prompts.direct(problem)}\nSaid: ${answer}`;
      answer = String((await round.ask(prompt, { ...options, name: 'look again', role: 'review' })).parsed);
    }
    return answer;
  },
};

type Word = { word: string };
type WordSettings = { word: string; count: number };

const turned = (word: string): string => [...word].reverse().join('');

const prompts: TaskPrompts<Word> = {
  id: 'reversal',
  title: 'Words reversed',
  label: ({ word }) => word,
  titleOf: ({ word }) => ({ short: word, whole: word }),
  size: ({ word }) => word.length,
  truth: ({ word }) => turned(word),
  check: ({ word }, answer) => answer === turned(word),
  direct: ({ word }) => `Reverse ${word}.`,
  stepwise: ({ word }) => `Reverse ${word} letter by letter.`,
  parseAnswer(text) {
    const found = /[a-z]+(?=\W*$)/.exec(text)?.[0];
    if (!found) throw new Failure('answer-unparsable', 'It holds no word.');
    return found;
  },
  divide: ({ word }) => ({
    splits: [{ name: 'split', prompt: `Split ${word}.`, parse: text => text.split(','), byCode: () => [...word] }],
    children: ([letters = []]) =>
      letters.map((letter, index) => ({ name: `letter ${index + 1}`, problem: { word: letter } })),
    mergePrompt: (_pieces, answers) => `Join ${answers.toReversed().join(' ')}.`,
    parseMerge: text => text,
    mergeByCode: (_pieces, answers) => answers.toReversed().join(''),
  }),
  lacks: {
    sequence: 'Letters do not build on each other.',
    program: 'There is no module for letters.',
    thoughts: 'There is nothing to search for.',
  },
};

/** The answer to a prompt of the task. */
export const reverse = (prompt: string): string => turned(/Reverse ([a-z]+)/.exec(prompt)?.[1] ?? '');

/** Words are reversed: a task that only tests know. */
export const reversal: Task<Word, WordSettings> = {
  id: prompts.id,
  title: prompts.title,
  summary: 'Write a word from its end.',
  metric: 'exact',
  unit: 'letters',
  needs: 'arithmetic',
  fields: {
    word: {
      kind: 'text',
      label: 'Word',
      default: 'stressed',
      pattern: /^[a-z]{1,20}$/,
      maxLength: 20,
      rule: 'small letters',
    },
    count: { kind: 'number', label: 'Words', default: 3, min: 1, max: 50 },
  },
  asks: { one: ['word'], many: ['count'] },
  conditions: { hard: { holds: null, why: 'Nobody knows.' }, parallel: { holds: true, why: 'Letters stand alone.' } },
  name: ({ word }) => word,
  prompts: () => prompts,
  problems: async ({ word, count }, which, random) =>
    which === 'one'
      ? [{ word }]
      : Array.from({ length: count }, () => ({ word: 'abcdefgh'.slice(random.integer(0, 6)) })),
  readProblem: value =>
    typeof value === 'object' && value !== null && 'word' in value ? { word: String(value['word']) } : undefined,
  present: ({ word }) => ({
    heading: `${word} reversed`,
    texts: [{ title: 'Word', text: word }],
    right: { before: '→ ', answer: turned(word), after: '', source: 'computed' },
  }),
  flowExample: {
    title: 'ab',
    prompts,
    problem: { word: 'ab' },
    answer: (_role, prompt) => reverse(prompt),
    others: text => [`${text}x`],
  },
};

/** All strategies and tasks, and one more of each. */
export const fixtureRegistry: Registry = {
  strategies: [...registry.strategies, reviewed as Strategy],
  tasks: [...registry.tasks, reversal as unknown as Task],
};
