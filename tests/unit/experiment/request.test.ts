import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hash64 } from '@/lib/core/hash';
import { canonical } from '@/lib/core/json';
import type { ChatRequest } from '@/lib/engines/contract';
import { requestHash } from '@/lib/experiment/request';

const message = fc.record({
  role: fc.constantFrom('system' as const, 'user' as const, 'assistant' as const),
  content: fc.string({ unit: 'binary' }),
});
const request: fc.Arbitrary<ChatRequest> = fc.record({
  stop: fc.array(fc.string(), { maxLength: 4 }),
  top_p: fc.double({ min: 0, max: 1, noNaN: true }),
  messages: fc.array(message, { maxLength: 4 }),
  max_tokens: fc.nat(),
  logprobs: fc.boolean(),
  temperature: fc.double({ min: 0, max: 2, noNaN: true }),
  seed: fc.nat(),
});

describe('the hash of a request', () => {
  it('is that of its canonical text, which journals hold since their first version', () => {
    fc.assert(
      fc.property(request, each => {
        expect(requestHash(each)).toBe(hash64(canonical(each)));
      }),
    );
  });
});
