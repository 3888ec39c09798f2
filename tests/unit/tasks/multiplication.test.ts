import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Failure } from '@/lib/ground/failure';
import { random } from '@/lib/ground/random';
import { halve, parseWhole } from '@/lib/tasks/arithmetic/numbers';
import { parseNumber, parseParts } from '@/lib/tasks/arithmetic/parse';
import { solvePerfectly } from '@/lib/tasks/arithmetic/perfect';
import { drawHeldOut, isHeldOut, product } from '@/lib/tasks/multiplication/problem';
import { mergePrompt, splitPrompt } from '@/lib/tasks/arithmetic/prompts';
import { directPrompt, stepwisePrompt } from '@/lib/tasks/multiplication/prompts';

const factor = fc.bigInt({ min: 0n, max: 10n ** 40n - 1n }).map(String);
const kindOf = (action: () => unknown): string => {
  try {
    action();
    return 'nothing';
  } catch (error) {
    return (error as Failure).kind;
  }
};

describe('a factor as typed', () => {
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

describe('reading a number from an answer', () => {
  it.each([
    ['4420857', '4420857'],
    ['The result is 4,420,857.', '4420857'],
    ['4821 * 917 = 4420857', '4420857'],
    ['Answer: 4 420 857', '4420857'],
    ['Step 1: 12\nAnswer: 00070\nThanks, 5', '70'],
    ['answer: 1\nNo, wait. Answer: 2', '2'],
    ['<think>maybe 99</think>\n7', '7'],
    ['\\boxed{42}', '42'],
    ['**Answer:** 4_420_857', '4420857'],
  ])('%j -> %s', (text, number) => {
    expect(parseNumber(text)).toBe(number);
  });

  it.each(['', 'I cannot.', 'Answer: none', '9'.repeat(200), '<think>12'])('%j is named unparsable', text => {
    expect(kindOf(() => parseNumber(text))).toBe('answer-unparsable');
  });
});

describe('reading the parts of a split', () => {
  it.each([
    ['482,13', ['482', '13']],
    ['The parts are "48", "03".', ['48', '03']],
    ['1,2\n482, 13', ['482', '13']],
  ])('%j', (text, parts) => {
    expect(parseParts(text)).toEqual(parts);
  });

  it('refuses an answer without two numbers', () => {
    expect(kindOf(() => parseParts('48213'))).toBe('answer-unparsable');
  });
});

describe('the perfect solver', () => {
  it('answers every prompt of the task rightly', () => {
    fc.assert(
      fc.property(factor, factor, (a, b) => {
        const truth = product({ a, b });
        expect(parseNumber(solvePerfectly(directPrompt({ a, b })))).toBe(truth);
        expect(parseNumber(solvePerfectly(stepwisePrompt({ a, b })))).toBe(truth);
        if (a.length > 1) expect(parseParts(solvePerfectly(splitPrompt(a)))).toEqual(halve(a));
      }),
    );
  });

  it('adds two or four shifted terms', () => {
    const term = fc.record({ value: factor, shift: fc.nat(40) });
    fc.assert(
      fc.property(fc.oneof(fc.array(term, { minLength: 4, maxLength: 4 }), fc.tuple(term, term)), terms => {
        const sum = terms.reduce((total, { value, shift }) => total + BigInt(value) * 10n ** BigInt(shift), 0n);
        fc.pre(sum.toString().length <= 80);
        expect(parseNumber(solvePerfectly(mergePrompt(terms)))).toBe(sum.toString());
      }),
    );
  });

  it('writes working digits units first, in columns', () => {
    const prompt = mergePrompt([
      { value: '336', shift: 2 },
      { value: '71', shift: 0 },
    ]);
    expect(solvePerfectly(prompt)).toBe('Units first:\nx = 006330000000 + 170000000000 = 176330000000\nAnswer: 33671');
  });

  it('refuses what it does not know', () => {
    expect(kindOf(() => solvePerfectly('What is love?'))).toBe('recording-missing');
  });
});

describe('held-out problems', () => {
  it('do not depend on the order of the factors, and are about one in sixteen', () => {
    const stream = random(7);
    let held = 0;
    for (let i = 0; i < 8000; i++) {
      const problem = { a: String(stream.integer(1000, 9999)), b: String(stream.integer(100, 999)) };
      expect(isHeldOut(problem)).toBe(isHeldOut({ a: problem.b, b: problem.a }));
      if (isHeldOut(problem)) held++;
    }
    expect(held / 8000).toBeGreaterThan(0.05);
    expect(held / 8000).toBeLessThan(0.075);
  });

  it('are what a draw gives, with the digits asked for', () => {
    const stream = random(3);
    for (const digits of [1, 2, 3, 5, 8]) {
      const problem = drawHeldOut(stream, digits);
      expect([problem.a.length, problem.b.length]).toEqual([digits, digits]);
      expect(digits === 1 || isHeldOut(problem)).toBe(true);
    }
  });
});
