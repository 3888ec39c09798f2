import type { Shifted } from './prompts';

/**
 * How worked sums are written. Working digits stand units first and in columns of fixed width, because a reader from left to right
 * then meets every carry after the digits that cause it; a small model learns such sums from far fewer examples (Lee et al. 2023,
 * arXiv 2307.03381, reports the same of reversed outputs; `training/README.md` has our own screening). The final answer is in the
 * usual order.
 */

/** Room for the product of two eight-digit numbers; more only where needed. */
const COLUMNS = 16;

const unitsFirst = (value: bigint, columns: number): string =>
  [...value.toString().padStart(columns, '0')].reverse().join('');

/** Writes the lines of one worked answer; `total` is the largest number in it. */
export function working(total: bigint) {
  const columns = Math.max(COLUMNS, total.toString().length);
  const digits = (value: bigint) => unitsFirst(value, columns);
  return {
    sum: (left: bigint, right: bigint) => `${digits(left)} + ${digits(right)} = ${digits(left + right)}\n`,
    row: (factor: bigint, digit: bigint) => `${digits(factor)} * ${digit} = ${digits(factor * digit)}\n`,
  };
}

/** The frame of a worked answer. */
export const worked = (lines: string, answer: bigint): string => `Units first:\n${lines}Answer: ${answer}`;

export const valueOf = ({ value, shift }: Shifted): bigint => BigInt(value) * 10n ** BigInt(shift);

/** x = first + second, y = third + fourth, then x + y; with two terms x alone. */
export function addShifted(terms: readonly Shifted[]): string {
  const values = terms.map(valueOf);
  const total = values.reduce((sum, value) => sum + value, 0n);
  const { sum } = working(total);
  const [first = 0n, second = 0n, third, fourth = 0n] = values;
  const lines = [`x = ${sum(first, second)}`];
  if (third !== undefined) {
    lines.push(`y = ${sum(third, fourth)}`, `x + y = ${sum(first + second, third + fourth)}`);
  }
  return worked(lines.join(''), total);
}
