import { beginning } from '@/lib/evaluation/shorten';
import type { TaskPrompts } from '../prompts';
import { divide } from './division';
import { parseBallot } from './parse-ballot';
import { parseChoice } from './parse-choice';
import { parseFinding } from './parse-finding';
import { type Claim, truthOf } from './problem';
import {
  directPrompt,
  leafPrompt,
  proposePrompt,
  reachPrompt,
  stepwisePrompt,
  votePrompt,
  type Words,
} from './prompts';
import { sequence } from './sequence';
import { sentencesOf } from './statements';

/** What was found, in words, where the answer is yes or no. */
const found: Readonly<Record<string, string>> = { yes: 'contradicts', no: 'in line' };

/** A task that asks whether a text contradicts its source. Its size is the number of sentences. */
export const verificationPrompts = (id: string, title: string, words: Words): TaskPrompts<Claim> => ({
  id,
  title,
  label: claim => claim.id,
  titleOf(claim, as) {
    if (as === 'whole') return { short: `${words.text} ${claim.id}`, whole: `${words.text} ${claim.id}` };
    return { short: beginning(claim.text, 22), whole: claim.text };
  },
  answerInWords: answer => found[answer] ?? answer,
  partsNoun: 'statements',
  size: claim => sentencesOf(claim.text).length,
  truth: truthOf,
  check: (claim, answer) => (claim.isContradicted === null ? null : answer === truthOf(claim)),
  direct: claim => directPrompt(words, claim),
  stepwise: claim => stepwisePrompt(words, claim),
  parseAnswer: parseFinding,
  leaf: claim => ({ prompt: leafPrompt(words, claim), parse: parseChoice }),
  divide: (claim, leaf) => divide(words, claim, leaf),
  sequence: claim => sequence(words, claim),
  thoughts: claim => ({
    propose: path => proposePrompt(words, claim, path),
    vote: paths => ({ prompt: votePrompt(words, claim, paths), parse: text => parseBallot(text, paths.length) }),
    conclude: path => ({ prompt: reachPrompt(words, claim, path), parse: parseFinding, truth: truthOf(claim) }),
  }),
  lacks: {
    program:
      'All statements are of one kind and none contains another, so decomposed prompting would be least-to-most again. The paper leaves it out too.',
    levels: 'A statement is not divided further: one level is all there is. The paper uses one level here.',
  },
});
