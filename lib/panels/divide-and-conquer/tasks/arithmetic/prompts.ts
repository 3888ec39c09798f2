/**
 * The prompts that multiplication and addition share, in our words after the gist in the paper's appendix (arXiv 2402.05359). The
 * embedded model is trained on exactly these (`npm run corpus`): a changed word here needs a new training.
 */

/** A number that stands `shift` places to the left. */
export interface Shifted {
  value: string;
  shift: number;
}

/** `917 * 10^2`. */
export const shiftedText = ({ value, shift }: Shifted): string => (shift === 0 ? value : `${value} * 10^${shift}`);

/** Two strings of near-equal length, nothing else. */
export const splitPrompt = (digits: string): string =>
  `Split the digits of ${digits} in the middle into two parts. Reply with the two parts only, separated by a comma.`;

/** Adds four shifted numbers pairwise (x, then y, then x + y), or two (x alone). The formulas come last, nearest to the answer. */
export function mergePrompt(terms: readonly Shifted[]): string {
  const [first = '', second] = pairs(terms.map(shiftedText));
  return second === undefined
    ? `Compute x carefully, step by step. Then write "Answer:" and the number.\nx = ${first}`
    : `Compute x, then y, then x + y carefully, step by step. Then write "Answer:" and the number.\nx = ${first}\ny = ${second}`;
}

const pairs = (items: string[]): string[] =>
  Array.from({ length: Math.ceil(items.length / 2) }, (_, i) => items.slice(2 * i, 2 * i + 2).join(' + '));

/** Bare answer to a sum of digits or numbers: `4 + 7 + 1`. */
export const sumPrompt = (terms: readonly string[]): string =>
  `What is ${terms.join(' + ')}? Reply with the number only.`;
