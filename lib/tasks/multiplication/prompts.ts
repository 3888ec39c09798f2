/**
 * The prompts of long multiplication, in our words after the gist in the paper's appendix (arXiv 2402.05359). The embedded model is
 * trained on exactly these (`npm run corpus`): a changed word here needs a new training.
 */
import type { Multiplication } from './problem';

/** A product that stands `shift` places to the left. */
export interface Shifted {
  value: string;
  shift: number;
}

/** Bare answer. Also the leaf prompt of divide-and-conquer: compute, return only the result. */
export const directPrompt = ({ a, b }: Multiplication): string => `What is ${a} * ${b}? Reply with the number only.`;

/** Zero-shot chain of thought, with a marked answer. */
export const stepwisePrompt = ({ a, b }: Multiplication): string =>
  `What is ${a} * ${b}? Work it out step by step. Then write "Answer:" and the number.`;

/** Two strings of near-equal length, nothing else. */
export const splitPrompt = (digits: string): string =>
  `Split the digits of ${digits} in the middle into two parts. Reply with the two parts only, separated by a comma.`;

/** Adds four shifted products pairwise (x, then y, then x + y), or two (x alone). The formulas come last, nearest to the answer. */
export function mergePrompt(terms: Shifted[]): string {
  const sums = pairs(terms.map(({ value, shift }) => (shift === 0 ? value : `${value} * 10^${shift}`)));
  const [first = '', second] = sums;
  return second === undefined
    ? `Compute x carefully, step by step. Then write "Answer:" and the number.\nx = ${first}`
    : `Compute x, then y, then x + y carefully, step by step. Then write "Answer:" and the number.\nx = ${first}\ny = ${second}`;
}

const pairs = (items: string[]): string[] =>
  Array.from({ length: Math.ceil(items.length / 2) }, (_, i) => items.slice(2 * i, 2 * i + 2).join(' + '));
