import type { FieldTable } from '@/lib/experiment/fields';
import { itemField, listCountField, textField } from '../shared-fields';
import type { Checker } from './checker';

/** What "your own task" begins with: a task that anybody can read, which the user then overwrites. */
const defaults = {
  problems: `The bakery sold 12 loaves on Monday.
On Tuesday it sold 7 loaves and 3 cakes.
On Wednesday it was closed.
On Thursday it sold 15 loaves.
=> 34`,
  split: 'Text:\n{input}\n\nWrite every sentence of the text on a line of its own, word for word, and nothing else.',
  solve: 'Text:\n{part}\n\nHow many loaves were sold in this text? Reply with the number only.',
  merge: 'These numbers of loaves were sold on different days:\n{answers}\n\nAdd them up. Reply with the number only.',
} as const;

const checkers: readonly Checker[] = ['none', 'exact', 'number', 'contains', 'pattern'];

/** One editor shows all texts and the checker. */
const control = 'own-task';

const text = (...words: Parameters<typeof textField>) => ({ ...textField(...words), control });

/** The user's own prompts and problems, and how answers are checked. */
export const ownFields = {
  problems: text(
    'Problems',
    defaults.problems,
    'separated by lines of ---; a last line "=> answer" tells what is expected',
    6000,
  ),
  split: text('Split prompt', defaults.split, '{input} is the problem; one part a line is read', 2000),
  solve: text('Solve prompt', defaults.solve, '{part} is one part, or the whole problem; {input} the problem', 2000),
  merge: text('Merge prompt', defaults.merge, '{answers} are the answers to the parts, numbered', 2000),
  checker: {
    kind: 'choice',
    label: 'Checker',
    hint: 'how an answer is compared with the expected one',
    default: 'number',
    options: checkers.map(value => ({ value, label: value })),
    control,
  },
  item: itemField('Problem'),
  count: listCountField,
} satisfies FieldTable;

export type OwnSettings = {
  problems: string;
  split: string;
  solve: string;
  merge: string;
  checker: Checker;
  item: number;
  count: number;
};
