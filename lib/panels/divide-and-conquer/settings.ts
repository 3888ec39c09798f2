import type { z } from 'zod';
import { tableSchema, type FieldTable } from '@/lib/experiment/fields';
import { MAX_DIGITS, WHOLE } from './tasks/arithmetic/numbers';
import type { ProblemSettings } from './tasks/contract';
import { tasks } from './tasks/registry';
import type { StrategyOptions } from './strategies/contract';
import { ownDefaults } from './tasks/own/defaults';
import { strategies } from './strategies/registry';

/** The largest size that is offered for drawn problems. */
const MAX_DRAWN = 8;

const numberField = (label: string, value: string): FieldTable[string] => ({
  kind: 'text',
  label,
  default: value,
  pattern: WHOLE,
  maxLength: MAX_DIGITS,
  rule: `a whole number of up to ${MAX_DIGITS} digits, 0 to 9, without a sign`,
});

/** A prompt or other text of several lines: anything that can be printed. */
const textField = (label: string, value: string, hint: string, maxLength: number): FieldTable[string] => ({
  kind: 'text',
  label,
  hint,
  default: value,
  pattern: /^[^\u0000-\u0008\u000b-\u001f\u007f]*$/,
  maxLength,
  rule: `up to ${maxLength} characters of text`,
});

const doers = [
  { value: 'model', label: 'by the model' },
  { value: 'code', label: 'by code' },
];

/** The settings of the divide-and-conquer panel, in the order in which the form shows them. */
export const fields = {
  task: {
    kind: 'choice',
    label: 'Task',
    default: 'multiplication',
    options: tasks.map(({ id, title }) => ({ value: id, label: title })),
  },
  problems: {
    kind: 'choice',
    label: 'Problems',
    default: 'given',
    options: [
      { value: 'given', label: 'this one' },
      { value: 'drawn', label: 'drawn at random' },
    ],
  },
  a: numberField('First number', '4821'),
  b: numberField('Second number', '9177'),
  digits: {
    kind: 'choices',
    label: 'Digits of both numbers',
    hint: 'for drawn problems',
    default: ['2', '3', '4', '5'],
    options: Array.from({ length: MAX_DRAWN }, (_, i) => ({ value: String(i + 1), label: String(i + 1) })),
  },
  data: {
    kind: 'text',
    label: 'Data',
    hint: 'empty for the pairs that come with this page, else the fingerprint of your own',
    default: '',
    pattern: /^(?:[0-9a-f]{16})?$/,
    maxLength: 16,
    rule: 'empty, or 16 digits 0 to 9 and letters a to f',
  },
  item: { kind: 'number', label: 'Number in the data', default: 1, min: 1, max: 20_000 },
  ownProblems: textField(
    'Problems',
    ownDefaults.problems,
    'separated by lines of ---; a last line "=> answer" tells what is expected',
    6000,
  ),
  ownSplit: textField('Split prompt', ownDefaults.split, '{input} is the problem; one part a line is read', 2000),
  ownSolve: textField(
    'Solve prompt',
    ownDefaults.solve,
    '{part} is one part, or the whole problem; {input} the problem',
    2000,
  ),
  ownMerge: textField('Merge prompt', ownDefaults.merge, '{answers} are the answers to the parts, numbered', 2000),
  ownChecker: {
    kind: 'choice',
    label: 'Checker',
    hint: 'how an answer is compared with the expected one',
    default: 'number',
    options: [
      { value: 'none', label: 'none' },
      { value: 'exact', label: 'exact' },
      { value: 'number', label: 'number' },
      { value: 'contains', label: 'contains' },
      { value: 'pattern', label: 'pattern' },
    ],
  },
  count: {
    kind: 'number',
    label: 'Number of problems',
    default: 20,
    min: 1,
    max: 1000,
  },
  repeats: {
    kind: 'number',
    label: 'Repeats',
    hint: 'runs every problem this often, each time with draws of its own; only chance differs',
    default: 1,
    min: 1,
    max: 20,
  },
  strategies: {
    kind: 'choices',
    label: 'Strategies',
    default: ['io', 'cot', 'divide-and-conquer'],
    options: strategies.map(({ id, title }) => ({ value: id, label: title })),
  },
  leaf: {
    kind: 'number',
    label: 'Leaf size w',
    hint: 'parts of at most this size are solved directly',
    default: 1,
    min: 1,
    max: MAX_DIGITS,
  },
  split: { kind: 'choice', label: 'Split', default: 'model', options: doers },
  merge: { kind: 'choice', label: 'Merge', default: 'model', options: doers },
  calls: {
    kind: 'choice',
    label: 'Independent calls',
    hint: 'changes only the time',
    default: 'together',
    options: [
      { value: 'together', label: 'together' },
      { value: 'one', label: 'one by one' },
    ],
  },
  samples: { kind: 'number', label: 'Chains drawn', hint: 'by self-consistency', default: 5, min: 1, max: 40 },
  drawTemperature: {
    kind: 'number',
    label: 'Their temperature',
    hint: 'of whatever is drawn more than once: chains, thoughts, votes',
    default: 0.7,
    min: 0,
    max: 2,
    step: 0.1,
  },
  breadth: {
    kind: 'number',
    label: 'Breadth',
    hint: 'thoughts at every path, and paths kept',
    default: 2,
    min: 1,
    max: 8,
  },
  depth: { kind: 'number', label: 'Depth', hint: 'levels of thoughts', default: 2, min: 1, max: 5 },
  votes: { kind: 'number', label: 'Votes', hint: 'cast at every level', default: 3, min: 1, max: 20 },
} satisfies FieldTable;

export type DivideAndConquerSettings = ProblemSettings &
  StrategyOptions & {
    task: string;
    repeats: number;
    strategies: string[];
    calls: 'together' | 'one';
  };

export const settingsSchema = tableSchema(fields) as unknown as z.ZodType<DivideAndConquerSettings>;
