import { expect, it } from 'vitest';
import type { JsonSchema } from '@/lib/core/json';
import { createWebllmEngine } from '@/lib/engines/webllm';
import { toMlcRequest } from '@/lib/engines/webllm/generate';
import { xgrammarSchema } from '@/lib/engines/webllm/schema';
import { ask } from './requests';

it('WebLLM holds an answer to a schema, in the words of the library', () => {
  const schema = { type: 'array', items: { enum: ['a'] } };
  const held = toMlcRequest(ask('x', { schema }), false);
  expect(held.response_format).toEqual({ type: 'json_object', schema: '{"type":"array","items":{"enum":["a"]}}' });
  expect(held).not.toHaveProperty('schema');
  expect(toMlcRequest(ask('x'), false)).not.toHaveProperty('response_format');
  expect(createWebllmEngine({ model: 'SmolLM2-135M-Instruct-q0f16-MLC' }).can.schema).toBe(true);
});

it('its schema says with a pattern what the grammar library passes over', () => {
  const characters = String.raw`[^"\\\x00-\x1f]`;
  const names = { minLength: 1, maxLength: 9 };
  const map = { type: 'object', additionalProperties: { enum: ['a'] }, propertyNames: names, maxProperties: 1 };
  expect(xgrammarSchema({ type: 'array', maxItems: 2, items: map })).toEqual({
    type: 'array',
    maxItems: 2,
    items: {
      type: 'object',
      patternProperties: { [`^${characters}{1,9}$`]: { enum: ['a'] } },
      additionalProperties: false,
      maxProperties: 1,
    },
  });
  const short = { type: 'string', maxLength: 3 };
  const shorter = { type: 'string', pattern: `^${characters}{0,3}$` };
  const of = (a: JsonSchema): JsonSchema => ({ type: 'object', properties: { a }, additionalProperties: false });
  expect(xgrammarSchema(of(short))).toEqual(of(shorter));
  expect(xgrammarSchema({ anyOf: [short, { type: 'string' }] })).toEqual({ anyOf: [shorter, { type: 'string' }] });
});
