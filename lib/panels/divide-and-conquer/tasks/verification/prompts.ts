/**
 * The prompts of both verification tasks, in our words after the gist in the paper's appendix (arXiv 2402.05359). The source comes
 * first in every one of them, so that an engine which shares beginnings reads it once for all statements.
 */
import type { Answered } from '../prompts';
import type { Claim } from './problem';

/** What the two texts are called in one task. */
export interface Words {
  /** `document` or `evidence`. */
  source: string;
  /** `summary` or `article`. */
  text: string;
  /** How the merge asks about the whole. */
  whole: string;
}

const heading = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

const shown = (words: Words, { source, text }: Claim): string =>
  `${heading(words.source)}:\n${source}\n\n${heading(words.text)}:\n${text}\n\n`;

export const directPrompt = (words: Words, claim: Claim): string =>
  `${shown(words, claim)}Does any statement of the ${words.text} contradict the ${words.source}? Reply with yes or no only.`;

export const stepwisePrompt = (words: Words, claim: Claim): string =>
  `${shown(words, claim)}Compare the ${words.text} with the ${words.source}, statement by statement. Does any of them contradict the ${words.source}? Then write "Answer:" and yes or no.`;

export const splitPrompt = (words: Words, { text }: Claim): string =>
  `${heading(words.text)}:\n${text}\n\nCut the ${words.text} into its sentences, word for word. Write each one on a line of its own as "#Statement 1#: ...", "#Statement 2#: ..." and nothing else.`;

export const leafPrompt = (words: Words, { source, text }: Claim): string =>
  `You check facts.\n\n${heading(words.source)}:\n${source}\n\nStatement:\n${text}\n\nCompare the statement with the ${words.source}. Reply with one letter only.\nA: the statement is surely in line with the ${words.source}.\nB: the statement contradicts the ${words.source}.`;

export const mergePrompt = (words: Words, findings: readonly string[]): string =>
  `A ${words.text} was checked statement by statement against its ${words.source}.\n${findings
    .map((found, place) => `Statement ${place + 1}: ${found === 'yes' ? 'contradicts it' : 'in line with it'}.\n`)
    .join('')}${words.whole} Reply with yes or no only.`;

const asked = (earlier: readonly Answered[]): string =>
  earlier.map(({ question, answer }) => `Statement: ${question}\nContradicts: ${answer}\n\n`).join('');

export const stepPrompt = (words: Words, { source }: Claim, statement: string, earlier: readonly Answered[]): string =>
  `You check the statements of a ${words.text} one after another.\n\n${heading(words.source)}:\n${source}\n\n${asked(earlier)}Statement: ${statement}\nDoes it contradict the ${words.source}? Reply with yes or no only.`;

export const concludePrompt = (words: Words, { source }: Claim, earlier: readonly Answered[]): string =>
  `You check the statements of a ${words.text} one after another.\n\n${heading(words.source)}:\n${source}\n\n${asked(earlier)}Does any statement of the ${words.text} contradict the ${words.source}? Reply with yes or no only.`;

const thoughtsSoFar = (path: readonly string[]): string =>
  path.length === 0 ? '' : `Thoughts so far:\n${path.map((thought, place) => `${place + 1}. ${thought}\n`).join('')}\n`;

export const proposePrompt = (words: Words, claim: Claim, path: readonly string[]): string =>
  `${shown(words, claim)}${thoughtsSoFar(path)}Does any statement of the ${words.text} contradict the ${words.source}? Write one next thought towards the answer, in one or two sentences, without the answer itself.`;

export const votePrompt = (words: Words, claim: Claim, paths: readonly (readonly string[])[]): string =>
  `${shown(words, claim)}Candidates:\n${paths
    .map((path, place) => `${place + 1}. ${path.join(' ')}\n`)
    .join(
      '',
    )}\nWhich candidate is the soundest way to find out whether the ${words.text} contradicts the ${words.source}? Reply with its number only.`;

export const reachPrompt = (words: Words, claim: Claim, path: readonly string[]): string =>
  `${shown(words, claim)}${thoughtsSoFar(path)}Does any statement of the ${words.text} contradict the ${words.source}? Reply with yes or no only.`;
