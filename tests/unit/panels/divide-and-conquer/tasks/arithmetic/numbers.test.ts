import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random } from '@/lib/core/random';
import { sampleHeldOut as drawSum } from '@/lib/panels/divide-and-conquer/tasks/addition/problem';
import { halve, isHeldOutPair, parseWhole } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/numbers';
import { sampleHeldOut as drawProduct } from '@/lib/panels/divide-and-conquer/tasks/multiplication/problem';
import { kindOf } from '@/tests/support/kind-of';

describe('a number as typed', () => {
  it('is kept to its digits, without leading zeros', () => {
    expect(parseWhole('0048213')).toBe('48213');
    expect(parseWhole('000')).toBe('0');
    expect(parseWhole('9'.repeat(40))).toBe('9'.repeat(40));
  });

  it.each([
    ['', 'empty'],
    ['-5', '"-"'],
    ['+5', '"+"'],
    ['4 821', '" "'],
    ['1e5', '"e"'],
    ['1.5', '"."'],
    ['４８', '"４"'],
    ['9'.repeat(41), '41 digits'],
    ['<b>', '"<"'],
  ])('%j is refused with a sentence that names what is wrong', (text, named) => {
    expect(() => parseWhole(text)).toThrow(named);
    expect(kindOf(() => parseWhole(text))).toBe('number-invalid');
  });
});

describe('halves of a number', () => {
  it('make it up again, and the first has at most one digit more', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{2,40}$/), digits => {
        const [high = '', low = ''] = halve(digits);
        expect(high + low).toBe(digits);
        expect([0, 1]).toContain(high.length - low.length);
      }),
    );
  });
});

describe('held-out problems', () => {
  it.each(['*', '+'] as const)(
    'of %s do not depend on the order of the numbers, and are about one in sixteen',
    sign => {
      const stream = random(7);
      let held = 0;
      for (let i = 0; i < 4000; i++) {
        const pair = { a: String(stream.integer(1000, 9999)), b: String(stream.integer(100, 999)) };
        const isHeld = isHeldOutPair(pair, sign);
        if (isHeld !== isHeldOutPair({ a: pair.b, b: pair.a }, sign)) throw new Error(JSON.stringify(pair));
        if (isHeld) held++;
      }
      expect(held / 4000).toBeGreaterThan(0.05);
      expect(held / 4000).toBeLessThan(0.075);
    },
  );

  it.each([
    ['*', drawProduct],
    ['+', drawSum],
  ] as const)('are what a draw for %s gives, with the digits asked for', (sign, drawHeldOut) => {
    const stream = random(3);
    for (const digits of [1, 2, 3, 5, 8]) {
      const pair = drawHeldOut(stream, digits);
      expect([pair.a.length, pair.b.length]).toEqual([digits, digits]);
      expect(digits === 1 || isHeldOutPair(pair, sign)).toBe(true);
    }
  });

  it('of products are not those of sums', () => {
    const stream = random(5);
    const pairs = Array.from({ length: 40 }, () => drawProduct(stream, 4));
    expect(pairs.filter(pair => isHeldOutPair(pair, '+')).length).toBeLessThan(20);
  });
});
