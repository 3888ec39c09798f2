import { Failure } from '@/lib/ground/failure';
import { halve } from './division';
import { directPrompt, mergePrompt, splitPrompt, stepwisePrompt, type Shifted } from './prompts';
import { product } from './problem';

/**
 * The perfect solver: the worked answer to each of this task's prompts, without an error. The embedded model is trained to write what
 * it writes, and the tests' scripted engine answers with it.
 *
 * Working digits stand units first and in columns of fixed width, because a reader from left to right then meets every carry after
 * the digits that cause it; a small model learns such sums from far fewer examples (Lee et al. 2023, arXiv 2307.03381, reports the
 * same of reversed outputs; `training/README.md` has our own screening). The final answer is in the usual order.
 */
export function solvePerfectly(prompt: string): string {
  const numbers = prompt.match(/\d+/g) ?? [];
  const [a = '', b = ''] = numbers;
  if (prompt === directPrompt({ a, b })) return product({ a, b });
  if (prompt === stepwisePrompt({ a, b })) return multiplyStepwise(a, b);
  if (prompt === splitPrompt(a)) return halve(a).join(',');
  const terms = readTerms(prompt);
  if (prompt === mergePrompt(terms)) return addShifted(terms);
  throw new Failure('recording-missing', `The perfect solver does not know the prompt "${prompt.slice(0, 80)}".`);
}

/** Columns of working numbers: room for the product of two six-digit factors, more only where needed. */
const COLUMNS = 12;

const unitsFirst = (value: bigint, columns: number): string =>
  [...value.toString().padStart(columns, '0')].reverse().join('');

function readTerms(prompt: string): Shifted[] {
  const formulas = prompt.slice(prompt.indexOf('\n') + 1);
  return [...formulas.matchAll(/(\d+)(?: \* 10\^(\d+))?(?= \+|\n|$)/g)].map(([, value = '', shift = '0']) => ({
    value,
    shift: Number(shift),
  }));
}

/** x = first + second, y = third + fourth, then x + y; with two terms x alone. */
function addShifted(terms: Shifted[]): string {
  const values = terms.map(({ value, shift }) => BigInt(value) * 10n ** BigInt(shift));
  const total = values.reduce((sum, value) => sum + value, 0n);
  const columns = Math.max(COLUMNS, total.toString().length);
  const digits = (value: bigint) => unitsFirst(value, columns);
  const sum = (name: string, left: bigint, right: bigint) =>
    `${name} = ${digits(left)} + ${digits(right)} = ${digits(left + right)}\n`;
  const [first = 0n, second = 0n, third, fourth = 0n] = values;
  const lines = [sum('x', first, second)];
  if (third !== undefined) {
    lines.push(sum('y', third, fourth), sum('x + y', first + second, third + fourth));
  }
  return `Units first:\n${lines.join('')}Answer: ${total}`;
}

/** The schoolbook method: one row a digit of the second factor, each added to the sum so far. */
function multiplyStepwise(a: string, b: string): string {
  const columns = Math.max(COLUMNS, a.length + b.length);
  const digits = (value: bigint) => unitsFirst(value, columns);
  let shifted = BigInt(a);
  let total = 0n;
  let text = 'Units first:\n';
  for (const [index, digit] of [...b].reverse().entries()) {
    const row = shifted * BigInt(digit);
    text += `${digits(shifted)} * ${digit} = ${digits(row)}\n`;
    if (index > 0) text += `${digits(total)} + ${digits(row)} = ${digits(total + row)}\n`;
    total += row;
    shifted *= 10n;
  }
  return `${text}Answer: ${total}`;
}
