/**
 * The prompts of long multiplication, in our words: `directPrompt` and `stepwisePrompt` after the gist in the paper's appendix
 * (arXiv 2402.05359), the others after the papers of their strategies. The embedded model is trained on exactly these
 * (`npm run corpus`): a changed word here needs a new training.
 */
import type { Answered } from '../prompts';
import type { Multiplication } from './problem';

/** Bare answer. Also the leaf prompt of divide-and-conquer: compute, return only the result. */
export const directPrompt = ({ a, b }: Multiplication): string => `What is ${a} * ${b}? Reply with the number only.`;

/** Zero-shot chain of thought, with a marked answer. */
export const stepwisePrompt = ({ a, b }: Multiplication): string =>
  `What is ${a} * ${b}? Work it out step by step. Then write "Answer:" and the number.`;

/** Least-to-most: the simpler products, least first. */
export const listPrompt = ({ a, b }: Multiplication): string =>
  `To find ${a} * ${b}, which products with one digit must be added, units first? Reply with the list only, separated by commas.`;

/** Least-to-most: one product, with all totals so far in sight. */
export const stepPrompt = ({ a, b }: Multiplication, question: string, earlier: readonly Answered[]): string =>
  `We want ${a} * ${b}.\n` +
  earlier.map(({ question, answer }) => `After ${question} the total is ${answer}.\n`).join('') +
  `Now add ${question}, step by step. Then write "Answer:" and the number.`;

/** Decomposed: the controller's next line, with the program so far in sight. */
export const nextPrompt = ({ a, b }: Multiplication, state: readonly Answered[]): string =>
  `Write the program for ${a} * ${b}, one call at a time. Reply with the next product or sum, or with "Answer:" and the number.` +
  state.map(({ question, answer }) => `\n${question} = ${answer}`).join('');
