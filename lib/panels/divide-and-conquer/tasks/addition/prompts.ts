/**
 * The prompts of long addition, in our words: the control of arXiv 2402.05359, after the papers of their strategies. The embedded model
 * is trained on exactly these (`npm run corpus`): a changed word here needs a new training.
 */
import { sumPrompt } from '../arithmetic/prompts';
import type { Answered } from '../prompts';
import type { Addition } from './problem';

/** Bare answer. Also the leaf prompt of divide-and-conquer. */
export const directPrompt = ({ a, b }: Addition): string => sumPrompt([a, b]);

/** Zero-shot chain of thought, with a marked answer. */
export const stepwisePrompt = ({ a, b }: Addition): string =>
  `What is ${a} + ${b}? Work it out step by step. Then write "Answer:" and the number.`;

/** Least-to-most: the sums of ever longer endings. */
export const listPrompt = ({ a, b }: Addition): string =>
  `To find ${a} + ${b}, which sums of their last digits come first, shortest first? Reply with the list only, separated by commas.`;

/** Least-to-most: one ending, with all shorter ones in sight. */
export const stepPrompt = ({ a, b }: Addition, question: string, earlier: readonly Answered[]): string =>
  `We want ${a} + ${b}.\n` +
  earlier.map(({ question, answer }) => `${question} = ${answer}\n`).join('') +
  `Find ${question}. Reply with the number only.`;

/** Decomposed: the controller's next line, with the program so far in sight. */
export const nextPrompt = ({ a, b }: Addition, state: readonly Answered[]): string =>
  `Write the program for ${a} + ${b}, one call at a time. Reply with the next sum of digits, or with "Answer:" and the number.` +
  state.map(({ question, answer }) => `\n${question} = ${answer}`).join('');
