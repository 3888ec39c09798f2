import fc from 'fast-check';
import type { Json, JsonSchema } from '@/lib/core/json';

/** A schema and a value that fits it. */
export interface Fitting {
  schema: JsonSchema;
  value: Json;
}

/** A value in the form of writing of `lib/transformer/grammar/json-schema.ts`: on one line, with a blank after a comma and a colon. */
export function written(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${written(member)}`);
  return `{${members.join(', ')}}`;
}

/** Texts of well-formed characters that JSON writes without a code. */
const text = (maxLength: number, minLength = 0) =>
  fc.string({ unit: 'binary', minLength, maxLength }).map(one => one.replace(/[\0-\x07\x0b\x0e-\x1f]/g, 'x'));
const word = fc.constantFrom('PER', 'LOC', 'ORG', 'Person', 'Place', 'other "x"', 'ort \\', 'ß', '名');
const words = fc.uniqueArray(word, { minLength: 1, maxLength: 4 });

const number = (type: 'integer' | 'number', value: number): Fitting => ({ schema: { type }, value });

const leaf: fc.Arbitrary<Fitting> = fc.oneof(
  words.chain(values => fc.constantFrom(...values).map(value => ({ schema: { enum: values }, value }))),
  fc.tuple(text(4), fc.nat(2)).map(([value, slack]) => ({
    schema: { type: 'string', minLength: Math.max(0, [...value].length - slack), maxLength: [...value].length + slack },
    value,
  })),
  text(6).map(value => ({ schema: { type: 'string' }, value })),
  fc.integer({ min: -(10 ** 14), max: 10 ** 14 }).map(value => number('integer', value)),
  fc.tuple(fc.integer({ min: -9999, max: 9999 }), fc.nat(999)).map(([whole, part]) => number('number', Number(`${whole}.${part}`))),
  fc.boolean().map(value => ({ schema: { type: 'boolean' }, value })),
  fc.constant({ schema: { type: 'null' }, value: null }),
  word.map(value => ({ schema: { const: value }, value })),
); // prettier-ignore

/** Items of one schema: the first one's, or any of theirs. */
const itemsOf = (items: readonly Fitting[]): JsonSchema => ({ anyOf: items.map(({ schema }) => schema) });

const { fitting } = fc.letrec<{ fitting: Fitting }>(tie => ({
  fitting: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    leaf,
    fc.tuple(fc.array(tie('fitting'), { minLength: 1, maxLength: 3 }), fc.boolean(), fc.nat(1)).map(
      ([items, isBounded, slack]): Fitting => ({
        schema: {
          type: 'array',
          items: itemsOf(items),
          ...(isBounded && { minItems: Math.max(0, items.length - slack), maxItems: items.length + slack }),
        },
        value: items.map(({ value }) => value),
      }),
    ),
    fc.tuple(text(5, 1), tie('fitting'), fc.integer({ min: 1, max: 3 }), fc.boolean()).map(
      ([key, { schema, value }, most, isNamed]): Fitting => ({
        schema: {
          type: 'object',
          additionalProperties: schema,
          minProperties: 1,
          maxProperties: most,
          ...(isNamed && { propertyNames: { minLength: 1, maxLength: 5 } }),
        },
        value: { [`${key}`]: value },
      }),
    ),
    fc.array(fc.record({ item: tie('fitting'), isThere: fc.boolean(), isRequired: fc.boolean() }), { maxLength: 3 }).map(
      (fields): Fitting => {
        const named = fields.map((field, i) => ({ ...field, name: `field ${i}` }));
        const there = named.filter(({ isThere, isRequired }) => isThere || isRequired);
        return {
          schema: {
            type: 'object',
            properties: Object.fromEntries(named.map(({ name, item }) => [name, item.schema])),
            required: named.filter(({ isRequired }) => isRequired).map(({ name }) => name),
            additionalProperties: false,
          },
          value: Object.fromEntries(there.map(({ name, item }) => [name, item.value])),
        };
      },
    ),
  ),
})); // prettier-ignore

/** Any schema that the grammars know, with a value that fits it. */
export const anyFitting: fc.Arbitrary<Fitting> = fitting;
