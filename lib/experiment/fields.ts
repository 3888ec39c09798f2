import { z } from 'zod';

/**
 * One setting of an experiment: its default, its bounds and its words. Links, forms and the command line all follow from this.
 * `rule` says in words what `pattern` demands.
 */
export type Field =
  | { kind: 'number'; label: string; hint?: string; default: number; min: number; max: number; step?: number }
  | { kind: 'text'; label: string; hint?: string; default: string; pattern: RegExp; maxLength: number; rule: string }
  | { kind: 'choice'; label: string; hint?: string; default: string; options: { value: string; label: string }[] }
  | { kind: 'choices'; label: string; hint?: string; default: string[]; options: { value: string; label: string }[] };

export type FieldTable = Record<string, Field>;

/** The Zod schema of one field: bounds, and the default where the value is absent. Whole numbers unless `step` is a fraction. */
export function fieldSchema(field: Field): z.ZodType {
  switch (field.kind) {
    case 'number': {
      const bounded = z.number().min(field.min).max(field.max);
      return (Number.isInteger(field.step ?? 1) ? bounded.int() : bounded).default(field.default);
    }
    case 'text':
      return z.string().max(field.maxLength).regex(field.pattern, field.rule).default(field.default);
    case 'choice':
      return z.enum(values(field)).default(field.default);
    case 'choices':
      return z
        .array(z.enum(values(field)))
        .min(1)
        .refine(chosen => new Set(chosen).size === chosen.length, 'each value at most once')
        .default(field.default);
  }
}

const values = (field: { options: { value: string }[] }): string[] => field.options.map(option => option.value);

/** The strict schema of a whole table. */
export function tableSchema(table: FieldTable) {
  return z.strictObject(Object.fromEntries(Object.entries(table).map(([name, field]) => [name, fieldSchema(field)])));
}
