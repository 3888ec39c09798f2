import type { Random } from '@/lib/core/random';
import { isHeldOutPair, type Pair, sampleHeldOutPair } from '../arithmetic/numbers';

/** Two factors. */
export type Multiplication = Pair;

export const label = ({ a, b }: Multiplication): string => `${a} × ${b}`;

/** The exact product. */
export const product = ({ a, b }: Multiplication): string => (BigInt(a) * BigInt(b)).toString();

export const isHeldOut = (problem: Multiplication): boolean => isHeldOutPair(problem, '*');

/** A held-out problem with `digits` digits in both factors. */
export const sampleHeldOut = (random: Random, digits: number): Multiplication => sampleHeldOutPair(random, digits, '*');
