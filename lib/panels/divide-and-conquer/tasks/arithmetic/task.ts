import * as z from 'zod/mini';
import type { Random } from '@/lib/core/random';
import type { FlowExample } from '../../flow/example';
import type { Task } from '../contract';
import type { ProblemDescription } from '../description';
import type { TaskPrompts } from '../prompts';
import { arithmeticFields, type ArithmeticSettings } from './fields';
import { otherNumbers } from './flow-example';
import { type Pair, WHOLE, withoutLeadingZeros } from './numbers';
import { solvePerfectly } from './perfect';

const pair = z.object({ a: z.string().check(z.regex(WHOLE)), b: z.string().check(z.regex(WHOLE)) });

/** What one task on two numbers has of its own. */
interface Arithmetic {
  prompts: TaskPrompts<Pair>;
  /** Between the numbers: `×`. */
  sign: string;
  summary: string;
  conditions: Task['conditions'];
  /** A held-out problem with so many digits in both numbers. */
  sampleHeldOut(random: Random, digits: number): Pair;
}

/** A task on two numbers: two given ones, or held-out pairs dealt out over the sizes in turn. */
export const arithmeticTask = ({
  prompts,
  sign,
  summary,
  conditions,
  sampleHeldOut,
}: Arithmetic): Task<Pair, ArithmeticSettings> => ({
  id: prompts.id,
  title: prompts.title,
  summary,
  conditions,
  metric: 'exact',
  unit: 'digits',
  needs: 'arithmetic',
  fields: arithmeticFields,
  asks: { one: ['a', 'b'], many: ['digits', 'count'] },
  name: prompts.label,
  prompts: () => prompts,
  async problems({ a, b, digits, count }, which, random) {
    if (which === 'one') return [given({ a, b })];
    return Array.from({ length: count }, (_, index) => sampleHeldOut(random, Number(digits[index % digits.length])));
  },
  longestNumber({ a, b, digits }, which) {
    const lengths = which === 'one' ? Object.values(given({ a, b })).map(({ length }) => length) : digits.map(Number);
    return Math.max(...lengths);
  },
  readProblem: value => pair.safeParse(value).data,
  present: problem => describe(problem, sign, prompts),
  flowExample: example(prompts),
});

const given = ({ a, b }: Pair): Pair => ({ a: withoutLeadingZeros(a), b: withoutLeadingZeros(b) });

function describe({ a, b }: Pair, sign: string, prompts: TaskPrompts<Pair>): ProblemDescription {
  return {
    heading: prompts.label({ a, b }),
    formula: [
      { text: a, isSign: false },
      { text: sign, isSign: true },
      { text: b, isSign: false },
    ],
    texts: [],
    right: { before: '= ', answer: prompts.truth({ a, b }) ?? null, after: '', source: 'computed' },
  };
}

/** Two numbers of two digits: one level of division. */
function example(prompts: TaskPrompts<Pair>): FlowExample<Pair> {
  const problem = { a: '67', b: '89' };
  return {
    title: prompts.label(problem),
    prompts,
    problem,
    answer: (_role, prompt) => solvePerfectly(prompt),
    others: otherNumbers,
  };
}
