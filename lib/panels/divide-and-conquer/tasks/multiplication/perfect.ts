import { halve } from '../arithmetic/numbers';
import { mergePrompt, splitPrompt } from '../arithmetic/prompts';
import { readTerms } from '../arithmetic/read-terms';
import { addShifted, valueOf, worked, working } from '../arithmetic/working';
import { type Multiplication, product } from './problem';
import { rightProgram } from './program';
import { directPrompt, listPrompt, nextPrompt, stepPrompt, stepwisePrompt } from './prompts';
import { rows } from './sequence';

/** The worked answer to each prompt of long multiplication, without an error; undefined for a prompt of something else. */
export function answer(prompt: string): string | undefined {
  const numbers = prompt.match(/\d+/g) ?? [];
  const [a = '', b = ''] = numbers;
  const problem = { a, b };
  if (prompt === directPrompt(problem)) return product(problem);
  if (prompt === stepwisePrompt(problem)) return multiplyStepwise(problem);
  if (prompt === listPrompt(problem)) return rows(problem).join(', ');
  if (prompt === splitPrompt(a)) return halve(a).join(',');
  const terms = readTerms(prompt);
  if (prompt === mergePrompt(terms)) return addShifted(terms);
  return addRow(prompt, problem) ?? nextLine(prompt, problem);
}

/** The schoolbook method: one row a digit of the second factor, each added to the sum so far. */
function multiplyStepwise({ a, b }: Multiplication): string {
  const { sum, row } = working(BigInt(a) * BigInt(b));
  let total = 0n;
  let text = '';
  for (const [index, digit] of [...b].reverse().entries()) {
    const shifted = BigInt(a) * 10n ** BigInt(index);
    const value = shifted * BigInt(digit);
    text += row(shifted, BigInt(digit));
    if (index > 0) text += sum(total, value);
    total += value;
  }
  return worked(text, total);
}

/** One row of least-to-most, added to the total that the prompt tells. */
function addRow(prompt: string, problem: Multiplication): string | undefined {
  const [, factor, digit, shift = '0'] = /\nNow add (\d+) \* (\d)(?: \* 10\^(\d+))?, step/.exec(prompt) ?? [];
  if (factor === undefined || digit === undefined) return undefined;
  const earlier = [...prompt.matchAll(/\nAfter (.+) the total is (\d+)\./g)].map(([, question = '', answer = '']) => ({
    question,
    answer,
  }));
  const question = /\nNow add (.+), step/.exec(prompt)?.[1] ?? '';
  if (prompt !== stepPrompt(problem, question, earlier)) return undefined;
  const shifted = valueOf({ value: factor, shift: Number(shift) });
  const value = shifted * BigInt(digit);
  const before = BigInt(earlier.at(-1)?.answer ?? '0');
  const { sum, row } = working(before + value);
  return worked(row(shifted, BigInt(digit)) + (earlier.length > 0 ? sum(before, value) : ''), before + value);
}

/** The next line of a program of which all lines so far are right in form. */
function nextLine(prompt: string, problem: Multiplication): string | undefined {
  const state = [...prompt.matchAll(/\n(.+) = (\d+)/g)].map(([, question = '', answer = '']) => ({ question, answer }));
  if (prompt !== nextPrompt(problem, state)) return undefined;
  return rightProgram(problem)[state.length]?.question ?? `Answer: ${state.at(-1)?.answer ?? ''}`;
}
