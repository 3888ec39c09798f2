import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { halve } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/numbers';
import { parseNumber, parseParts } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/parse';
import { parseLine, parseList } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/parse-lines';
import { solvePerfectly } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/perfect';
import { mergePrompt, splitPrompt } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/prompts';
import { product } from '@/lib/panels/divide-and-conquer/tasks/multiplication/problem';
import { rightProgram } from '@/lib/panels/divide-and-conquer/tasks/multiplication/program';
import {
  directPrompt,
  listPrompt,
  nextPrompt,
  stepPrompt,
  stepwisePrompt,
} from '@/lib/panels/divide-and-conquer/tasks/multiplication/prompts';
import { rows } from '@/lib/panels/divide-and-conquer/tasks/multiplication/sequence';
import { kindOf } from '@/tests/support/kind-of';

const factor = fc.bigInt({ min: 0n, max: 10n ** 40n - 1n }).map(String);

describe('the perfect solver of multiplication', () => {
  it('answers every prompt rightly, as the parsers read it', () => {
    fc.assert(
      fc.property(factor, factor, fc.nat(), (a, b, place) => {
        const problem = { a, b };
        const truth = product(problem);
        expect(parseNumber(solvePerfectly(directPrompt(problem)))).toBe(truth);
        expect(parseNumber(solvePerfectly(stepwisePrompt(problem)))).toBe(truth);
        if (a.length > 1) expect(parseParts(solvePerfectly(splitPrompt(a)))).toEqual(halve(a));
        expect(parseList(solvePerfectly(listPrompt(problem)))).toEqual(rows(problem));

        const questions = rows(problem);
        const totals = questions.map((question, step) => ({ question, answer: product({ a, b: b.slice(-1 - step) }) }));
        const step = place % questions.length;
        expect(parseNumber(solvePerfectly(stepPrompt(problem, questions[step]!, totals.slice(0, step))))).toBe(
          totals[step]?.answer,
        );

        const program = rightProgram(problem);
        const line = place % (program.length + 1);
        const next = parseLine(solvePerfectly(nextPrompt(problem, program.slice(0, line))));
        expect(next).toBe(program[line]?.question ?? `Answer: ${truth}`);
      }),
      { numRuns: 40 },
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
      { numRuns: 40 },
    );
  });

  it('writes working digits units first, in 16 columns', () => {
    const prompt = mergePrompt([
      { value: '336', shift: 2 },
      { value: '71', shift: 0 },
    ]);
    expect(solvePerfectly(prompt)).toBe(
      'Units first:\nx = 0063300000000000 + 1700000000000000 = 1763300000000000\nAnswer: 33671',
    );
  });

  it('refuses what it does not know', () => {
    expect(kindOf(() => solvePerfectly('What is love?'))).toBe('recording-missing');
  });
});
