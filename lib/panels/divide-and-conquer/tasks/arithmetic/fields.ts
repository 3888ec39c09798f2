import { asFailure } from '@/lib/core/failure';
import type { Field, FieldTable } from '@/lib/experiment/fields';
import { countField } from '../shared-fields';
import { MAX_DIGITS, parseWhole, WHOLE } from './numbers';

/** The largest size that is offered for sampled problems. */
const mostSampled = 8;

/** Spaces around a number mean nothing, and full-width digits are digits. */
const normalise = (text: string): string => text.normalize('NFKC').trim();

function problem(text: string): string | undefined {
  try {
    parseWhole(text);
    return undefined;
  } catch (error) {
    return `${asFailure(error).detail} Use up to ${MAX_DIGITS} digits, 0 to 9, without a sign.`;
  }
}

const numberField = (label: string, value: string): Field => ({
  kind: 'text',
  label,
  default: value,
  pattern: WHOLE,
  maxLength: MAX_DIGITS,
  rule: `a whole number of up to ${MAX_DIGITS} digits, 0 to 9, without a sign`,
  normalise,
  problem: text => problem(text) ?? '',
});

/** The settings of a task on two numbers. */
export const arithmeticFields = {
  a: numberField('First number', '4821'),
  b: { ...numberField('Second number', '9177'), control: 'random-numbers' },
  digits: {
    kind: 'choices',
    label: 'Digits of both numbers',
    hint: 'of problems that are sampled at random',
    default: ['2', '3', '4', '5'],
    options: Array.from({ length: mostSampled }, (_, i) => ({ value: String(i + 1), label: String(i + 1) })),
  },
  count: countField,
} satisfies FieldTable;

export type ArithmeticSettings = { a: string; b: string; digits: string[]; count: number };
