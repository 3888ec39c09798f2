import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CallTokens,
  measuredContext,
  parallelContext,
  sequentialContext,
} from '@/lib/panels/divide-and-conquer/decoding-context';

const prompt = fc.nat(4000);
const lengths = fc.array(fc.nat(300), { maxLength: 12 });

const call = (prompt_tokens: number, completion_tokens: number): CallTokens => ({ prompt_tokens, completion_tokens });

/** The definition, token by token. */
function tokenByToken(calls: CallTokens[]): number {
  const contexts = calls.flatMap(({ prompt_tokens, completion_tokens }) =>
    Array.from({ length: completion_tokens }, (_, drawnBefore) => prompt_tokens + drawnBefore),
  );
  return contexts.reduce((total, context) => total + context, 0) / contexts.length;
}

describe('the mean decoding context', () => {
  it('matches values computed by hand', () => {
    // Contexts 10, 11, 12 and 20, 21: 74 over 5 tokens.
    expect(measuredContext([call(10, 3), call(20, 2)])).toBe(14.8);
    // C = 100 and answers of 10, 10, 10: 100 + 29/2 against 100 + 9/2, a saving of (k - 1) r / 2 = 10.
    expect(sequentialContext(100, [10, 10, 10])).toBe(114.5);
    expect(parallelContext(100, [10, 10, 10])).toBe(104.5);
    // Unequal: 50 + (12 + 2) / (2 x 6), and not the (9 + 1) / 12 of the proposition as printed.
    expect(parallelContext(50, [4, 2])).toBeCloseTo(50 + 14 / 12, 12);
    // A single token sees the prompt and nothing else.
    expect(measuredContext([call(7, 1)])).toBe(7);
  });

  it('measured is what counting token by token gives', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(prompt, fc.nat(60)), { minLength: 1, maxLength: 8 }), fc.nat(59), (drawn, more) => {
        const calls = [...drawn.map(([p, r]) => call(p, r)), call(5, more + 1)];
        expect(measuredContext(calls)).toBe(tokenByToken(calls));
      }),
    );
  });

  it('measured equals computed where all calls have one prompt length: parallel for many, sequential for one', () => {
    fc.assert(
      fc.property(prompt, lengths, (c, rs) => {
        expect(measuredContext(rs.map(r => call(c, r)))).toBe(parallelContext(c, rs));
        const whole = rs.reduce((total, r) => total + r, 0);
        expect(measuredContext([call(c, whole)])).toBe(sequentialContext(c, rs));
        expect(sequentialContext(c, [whole])).toBe(parallelContext(c, [whole]));
      }),
    );
  });

  it('agrees with the formulas as the paper writes them', () => {
    fc.assert(
      fc.property(prompt, lengths, (c, rs) => {
        const whole = rs.reduce((total, r) => total + r, 0);
        fc.pre(whole > 0);
        expect(sequentialContext(c, rs)).toBeCloseTo(c + (whole - 1) / 2, 8);
        const own = rs.reduce((total, r) => total + r * (r - 1), 0);
        expect(parallelContext(c, rs)).toBeCloseTo(c + own / (2 * whole), 8);
      }),
    );
  });

  it('is smaller in parallel exactly where at least two answers are not empty', () => {
    fc.assert(
      fc.property(prompt, lengths, (c, rs) => {
        const [one, many] = [sequentialContext(c, rs), parallelContext(c, rs)];
        fc.pre(one !== null && many !== null);
        if (rs.filter(r => r > 0).length >= 2) expect(many).toBeLessThan(one ?? 0);
        else expect(many).toBe(one);
      }),
    );
  });

  it('is unknown where no token was drawn, or where tokens were not counted', () => {
    expect(sequentialContext(10, [])).toBeNull();
    expect(parallelContext(10, [0, 0])).toBeNull();
    expect(measuredContext([])).toBeNull();
    expect(measuredContext([call(10, 0)])).toBeNull();
    expect(measuredContext([call(10, 3), { ...call(0, 3), counted: 'pieces' }])).toBeNull();
  });

  it('refuses what is no number of tokens', () => {
    expect(() => sequentialContext(-1, [2])).toThrow(RangeError);
    expect(() => parallelContext(1, [2.5])).toThrow(RangeError);
    expect(() => measuredContext([call(NaN, 1)])).toThrow(RangeError);
  });
});
