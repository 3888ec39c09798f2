import type { Random } from '@/lib/core/random';
import type { Task, ProblemSettings } from '../contract';
import { withoutLeadingZeros, type Pair } from './numbers';

/** What multiplication and addition have in common: two given numbers, or held-out pairs dealt out over the sizes in turn. */
export const arithmeticTask = (
  drawHeldOut: (random: Random, digits: number) => Pair,
): Pick<Task<Pair>, 'metric' | 'unit' | 'fields' | 'problems'> => ({
  metric: 'exact',
  unit: 'digits',
  fields: { given: ['a', 'b'], drawn: ['digits', 'count'] },
  problems: (settings, random) => Promise.resolve(pairs(settings, random, drawHeldOut)),
});

function pairs(
  { problems, a, b, digits, count }: ProblemSettings,
  random: Random,
  drawHeldOut: (random: Random, digits: number) => Pair,
): Pair[] {
  if (problems === 'given') return [{ a: withoutLeadingZeros(a), b: withoutLeadingZeros(b) }];
  return Array.from({ length: count }, (_, index) => drawHeldOut(random, Number(digits[index % digits.length])));
}
