import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hash64 } from '@/lib/core/hash';
import { canonical, type Json, type JsonSchema } from '@/lib/core/json';
import type { ChatRequest } from '@/lib/engines/contract';
import { buildRequest, requestHash } from '@/lib/experiment/request';

const message = fc.record({
  role: fc.constantFrom('system' as const, 'user' as const, 'assistant' as const),
  content: fc.string({ unit: 'binary' }),
});
const schema = fc.oneof(fc.constant({}), fc.dictionary(fc.string(), fc.jsonValue() as fc.Arbitrary<Json>));
const request: fc.Arbitrary<ChatRequest> = fc.record(
  {
    stop: fc.array(fc.string(), { maxLength: 4 }),
    top_p: fc.double({ min: 0, max: 1, noNaN: true }),
    messages: fc.array(message, { maxLength: 4 }),
    max_tokens: fc.nat(),
    logprobs: fc.boolean(),
    temperature: fc.double({ min: 0, max: 2, noNaN: true }),
    seed: fc.nat(),
    schema,
  },
  { requiredKeys: ['stop', 'top_p', 'messages', 'max_tokens', 'logprobs', 'temperature', 'seed'] },
);

describe('the hash of a request', () => {
  it('is that of its canonical text, which journals hold since their first version', () => {
    fc.assert(
      fc.property(request, each => {
        expect(requestHash(each)).toBe(hash64(canonical(each)));
      }),
    );
  });

  it('is another for another schema, and the same however the keywords of a schema are ordered', () => {
    const plain = buildRequest('a', {}, { temperature: 0, top_p: 1, max_tokens: 9 }, ['a'], 1);
    // As journals hold it that are older than schemas.
    expect(requestHash(plain)).toBe('d70838749665c021');
    const schemas: JsonSchema[] = [{ type: 'string' }, { type: 'array' }, {}];
    const hashes = schemas.map(each => requestHash({ ...plain, schema: each }));
    expect(new Set([requestHash(plain), ...hashes]).size).toBe(4);
    const [one, other] = [
      { type: 'array', maxItems: 3 },
      { maxItems: 3, type: 'array' },
    ];
    expect(requestHash({ ...plain, schema: one })).toBe(requestHash({ ...plain, schema: other }));
  });
});
