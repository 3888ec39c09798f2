import type { z } from 'zod';
import { tableSchema, type FieldTable } from '@/lib/experiment/fields';
import { FACTOR, MAX_DIGITS } from '@/lib/tasks/multiplication/problem';
import type { Doer } from './contract';
import { strategies } from './registry';

/** The largest size that is offered for drawn problems. */
const MAX_DRAWN = 8;

const factorField = (label: string, value: string): FieldTable[string] => ({
  kind: 'text',
  label,
  default: value,
  pattern: FACTOR,
  maxLength: MAX_DIGITS,
  rule: `a whole number of up to ${MAX_DIGITS} digits, 0 to 9, without a sign`,
});

const doers = [
  { value: 'model', label: 'by the model' },
  { value: 'code', label: 'by code' },
];

/** The settings of the divide-and-conquer panel, in the order in which the form shows them. */
export const fields = {
  problems: {
    kind: 'choice',
    label: 'Problems',
    default: 'given',
    options: [
      { value: 'given', label: 'this one' },
      { value: 'drawn', label: 'drawn at random' },
    ],
  },
  a: factorField('First factor', '4821'),
  b: factorField('Second factor', '9177'),
  digits: {
    kind: 'choices',
    label: 'Digits of both factors',
    hint: 'for drawn problems; the embedded model learned up to 6',
    default: ['2', '3', '4', '5'],
    options: Array.from({ length: MAX_DRAWN }, (_, i) => ({ value: String(i + 1), label: String(i + 1) })),
  },
  count: {
    kind: 'number',
    label: 'Number of problems',
    hint: 'dealt out evenly over the digits',
    default: 20,
    min: 1,
    max: 1000,
  },
  strategies: {
    kind: 'choices',
    label: 'Strategies',
    default: strategies.map(({ id }) => id),
    options: strategies.map(({ id, title }) => ({ value: id, label: title })),
  },
  leaf: {
    kind: 'number',
    label: 'Leaf size w',
    hint: 'factors of at most this many digits are multiplied directly',
    default: 1,
    min: 1,
    max: MAX_DIGITS,
  },
  split: { kind: 'choice', label: 'Split', default: 'model', options: doers },
  merge: { kind: 'choice', label: 'Merge', default: 'model', options: doers },
} satisfies FieldTable;

export interface DivideAndConquerSettings {
  problems: 'given' | 'drawn';
  a: string;
  b: string;
  digits: string[];
  count: number;
  strategies: string[];
  leaf: number;
  split: Doer;
  merge: Doer;
}

export const settingsSchema = tableSchema(fields) as unknown as z.ZodType<DivideAndConquerSettings>;
