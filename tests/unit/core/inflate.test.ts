import fc from 'fast-check';
import { deflateSync, inflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { inflate, InflateError } from '@/lib/core/inflate';

const room = () => new Uint8Array(100_000);
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 5000 }),
  fc.array(fc.constantFrom(0, 1, 7, 255), { maxLength: 5000 }).map(list => Uint8Array.from(list)),
  fc.string({ maxLength: 2000 }).map(text => new TextEncoder().encode(text.repeat(20))),
);

describe('inflate', () => {
  it('gives back what was deflated, at every level', () => {
    fc.assert(
      fc.property(bytes, fc.constantFrom(0 as const, 1 as const, 6 as const, 9 as const), (data, level) => {
        expect([...inflate(deflateSync(data, { level }), room())]).toEqual([...data]);
      }),
    );
  });

  it('ends with an error by name, or as another decoder does, for any bytes', () => {
    const changed = fc.tuple(bytes, fc.nat(), fc.nat(255)).map(([data, at, byte]) => {
      const packed = deflateSync(data, { level: 9 });
      return packed.with(at % packed.length, byte);
    });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), changed), data => {
        let found: Uint8Array;
        try {
          found = inflate(data, room());
        } catch (error) {
          expect(error).toBeInstanceOf(InflateError);
          return;
        }
        expect([...found]).toEqual([...inflateSync(data)]);
      }),
      { numRuns: 500 },
    );
  });

  it('fills its room and no more', () => {
    const packed = deflateSync(new Uint8Array(1000).fill(7));
    expect(inflate(packed, new Uint8Array(1000))).toHaveLength(1000);
    expect(() => inflate(packed, new Uint8Array(999))).toThrow(expect.objectContaining({ reason: 'too-large' }));
    expect(() => inflate(packed.slice(0, -2), new Uint8Array(1000))).toThrow(
      expect.objectContaining({ reason: 'malformed' }),
    );
  });
});
