import { hash32 } from '@/lib/core/hash';
import type { Random } from '@/lib/core/random';
import type { Executor } from '@/lib/panels/divide-and-conquer/strategies/contract';
import * as addition from '@/lib/panels/divide-and-conquer/tasks/addition/problem';
import {
  halve,
  type Pair,
  sampleWhole,
  withoutLeadingZeros,
} from '@/lib/panels/divide-and-conquer/tasks/arithmetic/numbers';
import { isHeldOut } from '@/lib/panels/divide-and-conquer/tasks/multiplication/problem';

/** The longest numbers that the embedded model is trained on. */
export const LONGEST = 8;

/** A training problem: sizes 1 to 8, two in three with numbers of equal length, the longer ones more often. */
export function drawTraining(random: Random): Pair {
  const size = () => Math.max(random.integer(1, LONGEST), random.integer(1, LONGEST));
  const first = size();
  const second = random.next() < 2 / 3 ? first : random.integer(1, LONGEST);
  return { a: sampleWhole(random, first), b: sampleWhole(random, second) };
}

/** A product with one digit, as a module of decomposed prompting is asked it. */
export const drawRow = (random: Random): Pair => ({
  a: sampleWhole(random, Math.max(random.integer(1, LONGEST), random.integer(1, LONGEST))),
  b: sampleWhole(random, 1),
});

/** Leaf sizes as a user may choose them; mostly the smallest, whose trees are the deepest. */
export function drawOptions(random: Random): { leaf: number; split: Executor; merge: Executor } {
  const leaf = random.next() < 0.7 ? 1 : random.integer(2, 3);
  return { leaf, split: 'model', merge: 'model' };
}

/** Whether a held-out pair stands at any node of the product's divide-and-conquer tree. */
export function treeTouchesHeldOut({ a, b }: Pair, leaf: number): boolean {
  if (isHeldOut({ a, b })) return true;
  if (a.length <= leaf && b.length <= leaf) return false;
  const pieces = (digits: string) => (digits.length > leaf ? halve(digits).map(withoutLeadingZeros) : [digits]);
  return pieces(a).some(x => pieces(b).some(y => treeTouchesHeldOut({ a: x, b: y }, leaf)));
}

/** Whether a schoolbook row (the whole first factor times one digit) would be a held-out pair. */
export const rowTouchesHeldOut = ({ a, b }: Pair): boolean => [...b].some(digit => isHeldOut({ a, b: digit }));

/** Whether a sum, a sum of endings, or a sum at a node of its divide-and-conquer tree is a held-out pair. */
export function sumTouchesHeldOut(problem: Pair): boolean {
  const { a, b } = addition.aligned(problem);
  const plain = (x: string, y: string) => addition.isHeldOut({ a: withoutLeadingZeros(x), b: withoutLeadingZeros(y) });
  const node = (x: string, y: string): boolean =>
    plain(x, y) || (x.length > 1 && halve(x).some((part, i) => node(part, halve(y)[i] ?? '')));
  return node(a, b) || [...a].some((_, place) => plain(a.slice(place), b.slice(place)));
}

/** Splits of four digits and more: one string in sixteen is only for measuring. Shorter ones are too few to hold out. */
export const isHeldOutSplit = (digits: string): boolean => digits.length >= 4 && hash32(`split ${digits}`) % 16 === 0;
