import type { Random } from '@/lib/core/random';
import { isHeldOutPair, type Pair, sampleHeldOutPair } from '../arithmetic/numbers';

/** Two addends. */
export type Addition = Pair;

export const label = ({ a, b }: Addition): string => `${a} + ${b}`;

/** The exact sum. */
export const total = ({ a, b }: Addition): string => (BigInt(a) + BigInt(b)).toString();

export const isHeldOut = (problem: Addition): boolean => isHeldOutPair(problem, '+');

/** A held-out problem with `digits` digits in both addends. */
export const sampleHeldOut = (random: Random, digits: number): Addition => sampleHeldOutPair(random, digits, '+');

/** Both addends at the length of the longer one. */
export function aligned({ a, b }: Addition): Addition {
  const length = Math.max(a.length, b.length);
  return { a: a.padStart(length, '0'), b: b.padStart(length, '0') };
}
