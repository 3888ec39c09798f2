import { Failure } from '@/lib/core/failure';
import { parseNumber } from '../arithmetic/parse';
import { parseLine } from '../arithmetic/parse-lines';
import { sumPrompt } from '../arithmetic/prompts';
import type { Answered, ModularProgram } from '../prompts';
import { type Addition, aligned, total } from './problem';
import { nextPrompt } from './prompts';

/** `4 + 7 + 1`: two digits and the carry. */
const COLUMN = /^(\d+) \+ (\d+) \+ (\d+)$/;

/** The right program: one sum a column, units first, each with the carry of the one before it. */
export function rightProgram(problem: Addition): Answered[] {
  const { a, b } = aligned(problem);
  let carry = 0;
  return [...a]
    .map((digit, place) => [Number(digit), Number(b[place])] as const)
    .reverse()
    .map(([x, y]) => {
      const sum = x + y + carry;
      const line = { question: `${x} + ${y} + ${carry}`, answer: String(sum) };
      carry = sum > 9 ? 1 : 0;
      return line;
    });
}

/** Long addition by one module that adds three digits. */
export function program(problem: Addition): ModularProgram {
  const right = rightProgram(problem);
  return {
    longest: right.length,
    next: state => ({
      prompt: nextPrompt(problem, state),
      parse: parseLine,
      truth: right[state.length]?.question ?? `Answer: ${total(problem)}`,
    }),
    read(line, place) {
      const answer = /^Answer: (\d+)$/.exec(line)?.[1];
      if (answer !== undefined) return { answer };
      const terms = COLUMN.exec(line)?.slice(1);
      if (!terms) throw new Failure('answer-unparsable', `No module does "${line.slice(0, 80)}".`);
      return { text: line, question: { prompt: sumPrompt(terms), parse: parseNumber, truth: right[place]?.answer } };
    },
  };
}
