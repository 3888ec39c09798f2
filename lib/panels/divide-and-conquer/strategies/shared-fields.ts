import type { Json } from '@/lib/core/json';
import type { FieldTable } from '@/lib/experiment/fields';
import { withLine } from '../field-line';
import { MAX_DIGITS } from '../tasks/arithmetic/numbers';
import type { Executor, Strategy } from './contract';

const executors = [
  { value: 'model', label: 'by the model' },
  { value: 'code', label: 'by code' },
];

/** Leaf size `w` of divide-and-conquer: problems of at most this size are solved directly. */
export const leafField = withLine(
  {
    kind: 'number',
    label: 'Leaf size w',
    hint: 'parts of at most this size are solved directly',
    default: 1,
    min: 1,
    max: MAX_DIGITS,
  },
  (value, { unit }) => ({
    suffix: value === 1 ? unit.replace(/s$/, '') : unit,
    hint: `Parts of at most so many ${unit} are solved directly.`,
  }),
);

export const splitField = { kind: 'choice', label: 'Split', default: 'model', options: executors } as const;

export const mergeField = { kind: 'choice', label: 'Merge', default: 'model', options: executors } as const;

/** Of all calls that are made more than once with the same prompt: chains of self-consistency, thoughts and votes of a tree. */
export const temperatureField = {
  kind: 'number',
  label: 'Their temperature',
  hint: 'of whatever is drawn more than once: chains, thoughts, votes',
  default: 0.7,
  min: 0,
  max: 2,
  step: 0.1,
} as const;

/** The options of every strategy that divides. */
export const divisionFields = { leaf: leafField, split: splitField, merge: mergeField } satisfies FieldTable;

export type DivisionOptions = { leaf: number; split: Executor; merge: Executor; [other: string]: Json };

/** The stages of a strategy that may be done by code instead of by the model. */
export const switchesOf = ({ fields }: Pick<Strategy, 'fields'>): ('split' | 'merge')[] =>
  (['split', 'merge'] as const).filter(name => Object.hasOwn(fields, name));
