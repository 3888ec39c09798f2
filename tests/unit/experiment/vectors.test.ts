import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeVector, encodeVector } from '@/lib/core/vectors';

describe('a vector as text', () => {
  it('comes back bit by bit, infinities and numbers that are none included', () => {
    fc.assert(
      fc.property(fc.float32Array({ maxLength: 300 }), vector => {
        const back = decodeVector(encodeVector(vector));
        expect(new Uint32Array(back.buffer)).toEqual(new Uint32Array(vector.slice().buffer));
      }),
    );
  });

  it('is little-endian on every machine', () => {
    expect(encodeVector(Float32Array.of(1))).toBe('AACAPw==');
  });

  it('may be longer than a call has arguments', () => {
    const long = Float32Array.from({ length: 200_000 }, (_, index) => index);
    expect(decodeVector(encodeVector(long))).toEqual(long);
  });

  it('of any other text is refused by name or has whole numbers of bytes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), text => {
        try {
          expect(decodeVector(text).length * 4).toBe(atob(text).length);
        } catch (error) {
          expect(error).toMatchObject({ kind: 'file-malformed' });
        }
      }),
    );
    expect(() => decodeVector('AAA=')).toThrow(expect.objectContaining({ kind: 'file-malformed' }));
    expect(() => decodeVector('%%')).toThrow(expect.objectContaining({ kind: 'file-malformed' }));
  });
});
