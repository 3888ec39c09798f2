import { parseNumber } from '../arithmetic/parse';
import { parseList } from '../arithmetic/parse-lines';
import type { Sequence } from '../prompts';
import { type Addition, aligned, total } from './problem';
import { listPrompt, stepPrompt } from './prompts';

/** The endings of both addends, shortest first. */
function endings(problem: Addition): Addition[] {
  const { a, b } = aligned(problem);
  return [...a].map((_, place) => ({ a: a.slice(a.length - 1 - place), b: b.slice(b.length - 1 - place) }));
}

/** The sums of ever longer endings: `1 + 7`, `21 + 77`, `821 + 177`. */
export const sums = (problem: Addition): string[] => endings(problem).map(({ a, b }) => `${a} + ${b}`);

/** Long addition as least-to-most asks it: each sum is the one before it and one more column. */
export function sequence(problem: Addition): Sequence {
  const right = endings(problem).map(total);
  return {
    list: { prompt: listPrompt(problem), parse: parseList, byCode: () => sums(problem), truth: sums(problem) },
    ask: (question, place, earlier) => ({
      prompt: stepPrompt(problem, question, earlier),
      parse: parseNumber,
      truth: right[place],
    }),
  };
}
