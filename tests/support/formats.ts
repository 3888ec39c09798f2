import fc from 'fast-check';
import type { CacheFormat } from '@/lib/transformer/cache/format';

const bits = fc.constantFrom(32 as const, 16 as const, 8 as const, 4 as const);

/** Every way to store keys and values, in every combination. */
export const formats: fc.Arbitrary<CacheFormat> = fc.record({
  keys: fc.record({ bits, symmetric: fc.boolean(), scales: fc.constantFrom('token' as const, 'channel' as const) }),
  values: fc.record({ bits, symmetric: fc.boolean() }),
  rotateKeys: fc.boolean(),
  fullLayers: fc.record({ first: fc.nat(1), last: fc.nat(1) }),
});
