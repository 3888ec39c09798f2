import { Failure } from '@/lib/core/failure';
import { hash32 } from '@/lib/core/hash';
import type { Random } from '@/lib/core/random';

/** Two whole numbers as ASCII digits without leading zeros. A type, not an interface, so that it is also a JSON value. */
export type Pair = { a: string; b: string };

/** Longest number that is accepted, in digits. */
export const MAX_DIGITS = 40;

/** What a number may look like; full-width digits, signs, spaces and exponents are refused. */
export const WHOLE = /^[0-9]{1,40}$/;

/** `007` -> `7`, `000` -> `0`. */
export const withoutLeadingZeros = (digits: string): string => digits.replace(/^0+(?=\d)/, '');

/** A number as a user typed it. @throws Failure `number-invalid`, saying what is wrong */
export function parseWhole(text: string): string {
  if (WHOLE.test(text)) return withoutLeadingZeros(text);
  if (text === '') throw new Failure('number-invalid', 'The field is empty.');
  if (/^[0-9]+$/.test(text))
    throw new Failure('number-invalid', `It has ${text.length} digits; at most ${MAX_DIGITS} are allowed.`);
  const wrong = [...text].find(character => !/[0-9]/.test(character)) ?? '';
  throw new Failure('number-invalid', `The character "${wrong}" is not one of the digits 0 to 9.`);
}

/** From this many digits in both numbers together there are at least 8,100 pairs, enough to hold some out of training. */
const SPLITTABLE_DIGITS = 4;

/**
 * Whether a problem is reserved for measuring: one pair in sixteen, by hash, whatever the order of its numbers. The training corpus
 * holds no such pair at any place of any transcript; evaluations draw nothing else.
 */
export function isHeldOutPair({ a, b }: Pair, sign: '*' | '+'): boolean {
  if (a.length + b.length < SPLITTABLE_DIGITS) return false;
  const [small, large] = BigInt(a) < BigInt(b) ? [a, b] : [b, a];
  return hash32(`${small}${sign}${large}`) % 16 === 0;
}

/** A number of exactly `digits` digits, uniformly. */
export function sampleWhole(random: Random, digits: number): string {
  const first = random.integer(digits === 1 ? 0 : 1, 9);
  return String(first) + Array.from({ length: digits - 1 }, () => random.integer(0, 9)).join('');
}

/** A held-out pair with `digits` digits in both numbers. */
export function sampleHeldOutPair(random: Random, digits: number, sign: '*' | '+'): Pair {
  for (;;) {
    const pair = { a: sampleWhole(random, digits), b: sampleWhole(random, digits) };
    if (digits * 2 < SPLITTABLE_DIGITS || isHeldOutPair(pair, sign)) return pair;
  }
}

/** Near-equal halves, the high one longer by one digit where the length is odd. */
export function halve(digits: string): string[] {
  const low = digits.length >> 1;
  return [digits.slice(0, digits.length - low), digits.slice(digits.length - low)];
}
