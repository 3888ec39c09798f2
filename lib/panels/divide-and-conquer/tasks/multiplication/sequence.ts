import { parseNumber } from '../arithmetic/parse';
import { parseList } from '../arithmetic/parse-lines';
import { shiftedText } from '../arithmetic/prompts';
import type { Sequence } from '../prompts';
import type { Multiplication } from './problem';
import { listPrompt, stepPrompt } from './prompts';

/** The products of the first factor with one digit of the second, units first: `4821 * 7`, `4821 * 1 * 10^1`. */
export const rows = ({ a, b }: Multiplication): string[] =>
  [...b].reverse().map((digit, shift) => `${a} * ${shiftedText({ value: digit, shift })}`);

/** The total after each row, if all is right. */
const totals = ({ a, b }: Multiplication): string[] =>
  [...b].map((_, place) => (BigInt(a) * BigInt(b.slice(b.length - 1 - place))).toString());

/** Long multiplication as least-to-most asks it: one row at a time, each added to the total of those before it. */
export function sequence(problem: Multiplication): Sequence {
  const right = totals(problem);
  return {
    list: { prompt: listPrompt(problem), parse: parseList, byCode: () => rows(problem), truth: rows(problem) },
    ask: (question, place, earlier) => ({
      prompt: stepPrompt(problem, question, earlier),
      parse: parseNumber,
      truth: right[place],
    }),
  };
}
