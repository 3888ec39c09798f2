import type { StrategyOptions } from '@/lib/prompting/contract';
import { hash32 } from '@/lib/ground/hash';
import type { Random } from '@/lib/ground/random';
import { halve } from '@/lib/tasks/multiplication/division';
import { drawFactor, isHeldOut, withoutLeadingZeros, type Multiplication } from '@/lib/tasks/multiplication/problem';

/** The longest factors that the embedded model is trained on. */
export const LONGEST = 6;

/** A training problem: sizes 1 to 6, two in three with factors of equal length, the longer ones more often. */
export function drawTraining(random: Random): Multiplication {
  const size = () => Math.max(random.integer(1, LONGEST), random.integer(1, LONGEST));
  const first = size();
  const second = random.next() < 2 / 3 ? first : random.integer(1, LONGEST);
  return { a: drawFactor(random, first), b: drawFactor(random, second) };
}

/** Leaf sizes as a user may choose them; mostly the smallest, whose trees are the deepest. */
export function drawOptions(random: Random): StrategyOptions {
  return { leaf: random.next() < 0.7 ? 1 : random.integer(2, 3), split: 'model', merge: 'model' };
}

/** Whether a held-out pair stands at any node of the problem's divide-and-conquer tree. */
export function treeTouchesHeldOut({ a, b }: Multiplication, leaf: number): boolean {
  if (isHeldOut({ a, b })) return true;
  if (a.length <= leaf && b.length <= leaf) return false;
  const pieces = (digits: string) => (digits.length > leaf ? halve(digits).map(withoutLeadingZeros) : [digits]);
  return pieces(a).some(x => pieces(b).some(y => treeTouchesHeldOut({ a: x, b: y }, leaf)));
}

/** Whether a schoolbook row (the whole first factor times one digit) would be a held-out pair. */
export const rowTouchesHeldOut = ({ a, b }: Multiplication): boolean =>
  [...b].some(digit => isHeldOut({ a, b: digit }));

/** Splits of four digits and more: one string in sixteen is only for measuring. Shorter ones are too few to hold out. */
export const isHeldOutSplit = (digits: string): boolean => digits.length >= 4 && hash32(`split ${digits}`) % 16 === 0;
