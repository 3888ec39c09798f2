import type { Sequence } from '../prompts';
import { anyOf, cut, partOf } from './division';
import { parseFinding } from './parse-finding';
import { type Claim, truthOf } from './problem';
import { concludePrompt, stepPrompt, type Words } from './prompts';

/** Least-to-most over the statements of a text: each is judged with all earlier judgements in sight, then the whole. */
export function sequence(words: Words, claim: Claim): Sequence {
  const list = cut(words, claim);
  return {
    list: { ...list, truth: list.byCode() },
    ask: (statement, _index, earlier) => ({
      prompt: stepPrompt(words, claim, statement, earlier),
      parse: parseFinding,
      truth: truthOf(partOf(claim, statement)),
    }),
    conclude: earlier => ({
      prompt: concludePrompt(words, claim, earlier),
      parse: parseFinding,
      truth: truthOf(claim),
    }),
    concludeByCode: anyOf,
  };
}
