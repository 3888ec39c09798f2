import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { describeIssue } from '@/lib/core/issue';

/** What is said of a value that a schema refuses. */
function said(schema: z.ZodMiniType, value: unknown, above?: string[]): string {
  const { error } = schema.safeParse(value);
  if (!error) throw new Error('The schema takes the value.');
  return describeIssue(error, above);
}

describe('what is wrong with a value', () => {
  const kind = z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('call') }),
    z.object({ kind: z.literal('value') }),
  ]);

  it.each<[string, z.ZodMiniType, unknown, string]>([
    ['another type', z.string(), 1, 'must be a text.'],
    ['nothing', z.number(), undefined, 'must be a number.'],
    ['no finite number', z.number(), Infinity, 'must be a number, not Infinity.'],
    ['NaN', z.int(), NaN, 'must be a number, not NaN.'],
    ['a fraction', z.int(), 0.5, 'must be a whole number.'],
    ['no truth', z.boolean(), 'yes', 'must be true or false.'],
    ['no list', z.array(z.string()), {}, 'must be a list.'],
    ['no pair', z.tuple([z.string(), z.string()]), 'ab', 'must be a list.'],
    ['half a pair', z.tuple([z.string(), z.string()]), ['a'], 'must have at least 2 items.'],
    ['no object', z.object({}), [], 'must be an object.'],
    ['no record', z.record(z.string(), z.string()), 'a', 'must be an object.'],
    ['a number below its bound', z.number().check(z.minimum(1)), 0, 'must be at least 1.'],
    ['a number above its bound', z.number().check(z.maximum(1)), 2, 'must be at most 1.'],
    ['a number on an open bound', z.number().check(z.positive()), 0, 'must be more than 0.'],
    ['a number on an open bound above', z.number().check(z.lt(1)), 1, 'must be less than 1.'],
    ['a text that is too long', z.string().check(z.maxLength(2)), 'abc', 'must have at most 2 characters.'],
    ['a list that is too short', z.array(z.string()).check(z.minLength(1)), [], 'must have at least 1 item.'],
    ['a value that is no choice', z.enum(['a', 'b']), 'c', 'must be one of a, b.'],
    ['a value other than the only one', z.literal(1), 2, 'must be 1.'],
    ['a kind that is not known', kind, { kind: 'sum' }, 'kind: must be one of call, value.'],
    ['none of several forms', z.union([z.string(), z.number()]), null, 'has none of the forms that are allowed.'],
    ['a name that is not known', z.strictObject({}), { key: 1 }, 'unknown name "key".'],
    [
      'a name that is too long',
      z.record(z.string().check(z.maxLength(2)), z.string()),
      { abc: 'x' },
      'abc: its name must have at most 2 characters.',
    ],
    ['a text of another form', z.string().check(z.regex(/^a/, 'must begin with a')), 'b', 'must begin with a.'],
    ['a rule of our own', z.number().check(z.refine(n => n % 2 === 0, 'must be even')), 1, 'must be even.'],
  ])('is said in our words: %s', (_what, schema, value, sentence) => {
    expect(said(schema, value)).toBe(sentence);
  });

  it('is said with its place, also within what is named beside it', () => {
    const schema = z.object({ list: z.array(z.object({ size: z.number() })) });
    const value = { list: [{ size: 1 }, { size: '2' }] };
    expect(said(schema, value)).toBe('list.1.size: must be a number.');
    expect(said(schema, value, ['rope_scaling'])).toBe('rope_scaling.list.1.size: must be a number.');
    expect(said(z.number(), 'a', ['rope_theta'])).toBe('rope_theta: must be a number.');
  });

  it('is shortened where the value makes it long', () => {
    const sentence = said(z.strictObject({}), { ['x'.repeat(1000)]: 1 });
    expect(sentence.length).toBeLessThan(120);
  });
});
