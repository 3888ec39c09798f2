import type { Json } from '@/lib/core/json';
import type { Field } from '@/lib/experiment/fields';
import type { FormLine } from '@/lib/experiment/form';

/** What the words of a line may depend on, beside the value. */
export interface LineContext {
  /** What the size of the chosen task's problems counts, in the plural: `digits`. */
  unit: string;
}

type LineWords = Omit<FormLine, 'path' | 'unsupported'>;

/** A field whose line in the form depends on its value or on the chosen task. */
export type LinedField = Field & { line(value: Json, context: LineContext): LineWords };

export const withLine = <F extends Field>(field: F, line: LinedField['line']): F & { line: LinedField['line'] } => ({
  ...field,
  line,
});

/** A number whose suffix is a noun: `1 problem`, `2 problems`. */
export const counting = <F extends Field>(field: F, noun: string) =>
  withLine(field, value => ({ suffix: value === 1 ? noun : `${noun}s` }));

/** The words of a field's line; empty where they are always those of the field. */
export const lineOf = (field: Field, value: Json, context: LineContext): LineWords =>
  'line' in field ? (field as LinedField).line(value, context) : {};
