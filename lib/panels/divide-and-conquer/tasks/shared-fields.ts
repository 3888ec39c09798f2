import type { Field } from '@/lib/experiment/fields';
import { counting } from '../field-line';

/** How many problems are sampled. */
export const countField = counting(
  { kind: 'number', label: 'Number of problems', default: 20, min: 1, max: 1000 } as const,
  'problem',
);

/** How many problems of a list are sampled. Its control tells how many the list has. */
export const listCountField = { ...countField, control: 'count' };

/** Which problem of a list is meant, counted from 1. */
export const itemField = (label: string): Field => ({
  kind: 'number',
  label,
  default: 1,
  min: 1,
  max: 20_000,
  control: 'item',
});

/** A prompt or another text of several lines: anything that can be printed. */
export const textField = (label: string, value: string, hint: string, maxLength: number): Field => ({
  kind: 'text',
  label,
  hint,
  default: value,
  pattern: /^[^\u0000-\u0008\u000b-\u001f\u007f]*$/,
  maxLength,
  rule: `up to ${maxLength} characters of text`,
});
