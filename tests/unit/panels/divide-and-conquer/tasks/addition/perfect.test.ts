import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divide } from '@/lib/panels/divide-and-conquer/tasks/addition/division';
import { total } from '@/lib/panels/divide-and-conquer/tasks/addition/problem';
import { rightProgram } from '@/lib/panels/divide-and-conquer/tasks/addition/program';
import {
  directPrompt,
  listPrompt,
  nextPrompt,
  stepPrompt,
  stepwisePrompt,
} from '@/lib/panels/divide-and-conquer/tasks/addition/prompts';
import { sums } from '@/lib/panels/divide-and-conquer/tasks/addition/sequence';
import { parseNumber } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/parse';
import { parseLine, parseList } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/parse-lines';
import { solvePerfectly } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/perfect';
import { kindOf } from '@/tests/support/kind-of';

const addend = fc.bigInt({ min: 0n, max: 10n ** 40n - 1n }).map(String);

describe('the perfect solver of addition', () => {
  it('answers every prompt rightly, as the parsers read it', () => {
    fc.assert(
      fc.property(addend, addend, fc.nat(), (a, b, place) => {
        const problem = { a, b };
        const truth = total(problem);
        expect(parseNumber(solvePerfectly(directPrompt(problem)))).toBe(truth);
        expect(parseNumber(solvePerfectly(stepwisePrompt(problem)))).toBe(truth);
        const questions = sums(problem);
        expect(parseList(solvePerfectly(listPrompt(problem)))).toEqual(questions);

        const answered = questions.map(question => {
          const [left = '', right = ''] = question.split(' + ');
          return { question, answer: total({ a: left, b: right }) };
        });
        const step = place % questions.length;
        const said = solvePerfectly(stepPrompt(problem, questions[step]!, answered.slice(0, step)));
        expect(parseNumber(said)).toBe(answered[step]?.answer);
        expect(answered.at(-1)?.answer).toBe(truth);

        const program = rightProgram(problem);
        const line = place % (program.length + 1);
        const next = parseLine(solvePerfectly(nextPrompt(problem, program.slice(0, line))));
        expect(next).toBe(program[line]?.question ?? `Answer: ${truth}`);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a sum that is divided', () => {
  it('is made up of its halves again, wherever both numbers are cut at one place', () => {
    fc.assert(
      fc.property(addend, addend, fc.nat(), (a, b, place) => {
        const length = Math.max(a.length, b.length);
        fc.pre(length > 1);
        const cut = 1 + (place % (length - 1));
        const pieces = [a, b].map(digits => {
          const padded = digits.padStart(length, '0');
          return [padded.slice(0, cut), padded.slice(cut)];
        });
        const division = divide({ a, b }, 1);
        const answers = division.children(pieces).map(part => total(part.problem));
        expect(division.mergeByCode(pieces, answers)).toBe(total({ a, b }));
      }),
      { numRuns: 60 },
    );
  });

  it('is named stuck where the cuts do not stand above each other', () => {
    const pieces = [
      ['4', '821'],
      ['91', '77'],
    ];
    expect(kindOf(() => divide({ a: '4821', b: '9177' }, 1).children(pieces))).toBe('split-stuck');
  });

  it('stays whole at leaf size', () => {
    expect(divide({ a: '7', b: '9' }, 1).splits).toEqual([]);
    expect(divide({ a: '48', b: '9' }, 2).splits).toEqual([]);
    expect(divide({ a: '48', b: '9' }, 1).splits.map(split => split.byCode())).toEqual([
      ['4', '8'],
      ['0', '9'],
    ]);
  });
});
