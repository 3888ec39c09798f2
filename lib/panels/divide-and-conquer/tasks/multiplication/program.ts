import { Failure } from '@/lib/core/failure';
import { parseNumber } from '../arithmetic/parse';
import { parseLine } from '../arithmetic/parse-lines';
import { mergePrompt, shiftedText } from '../arithmetic/prompts';
import type { Answered, ModularProgram, ModuleCall } from '../prompts';
import type { Multiplication } from './problem';
import { nextPrompt, stepwisePrompt } from './prompts';

/** `4821 * 7`. */
const PRODUCT = /^(\d+) \* (\d+)$/;
/** `33747 + 4821 * 10^1`. */
const SUM = /^(\d+) \+ (\d+)(?: \* 10\^(\d{1,2}))?$/;

/** The right program: a product with each digit of the second factor, units first, and the sum with those before it. */
export function rightProgram({ a, b }: Multiplication): Answered[] {
  const lines: Answered[] = [];
  let total = 0n;
  for (const [shift, digit] of [...b].reverse().entries()) {
    const row = (BigInt(a) * BigInt(digit)).toString();
    lines.push({ question: `${a} * ${digit}`, answer: row });
    const before = total;
    total += BigInt(row) * 10n ** BigInt(shift);
    if (shift > 0) {
      lines.push({ question: `${before} + ${shiftedText({ value: row, shift })}`, answer: total.toString() });
    }
  }
  return lines;
}

/** Long multiplication by two modules: one multiplies with one digit, one adds two numbers. */
export function program(problem: Multiplication): ModularProgram {
  const right = rightProgram(problem);
  const last = `Answer: ${right.at(-1)?.answer ?? ''}`;
  return {
    longest: right.length,
    next: state => ({
      prompt: nextPrompt(problem, state),
      parse: parseLine,
      truth: right[state.length]?.question ?? last,
    }),
    read(line, place) {
      const answer = /^Answer: (\d+)$/.exec(line)?.[1];
      if (answer !== undefined) return { answer };
      return callOf(line, right[place]?.answer);
    },
  };
}

function callOf(line: string, truth: string | undefined): ModuleCall {
  const [, a, b] = PRODUCT.exec(line) ?? [];
  if (a !== undefined && b !== undefined) {
    return { text: line, question: { prompt: stepwisePrompt({ a, b }), parse: parseNumber, truth } };
  }
  const [, left, right, shift = '0'] = SUM.exec(line) ?? [];
  if (left === undefined || right === undefined) {
    throw new Failure('answer-unparsable', `No module does "${line.slice(0, 80)}".`);
  }
  const terms = [
    { value: left, shift: 0 },
    { value: right, shift: Number(shift) },
  ];
  return { text: line, question: { prompt: mergePrompt(terms), parse: parseNumber, truth } };
}
