import type { Coded, Division } from '../prompts';
import { losesSentences, lostSentences } from './losses';
import { parseFinding } from './parse-finding';
import type { Claim, Finding } from './problem';
import { mergePrompt, splitPrompt, type Words } from './prompts';
import { holds, parseStatements, sentencesOf } from './statements';

/** The text cut into its sentences. */
export const cut = (words: Words, claim: Claim): Coded<string[]> => ({
  prompt: splitPrompt(words, claim),
  parse: parseStatements,
  byCode: () => sentencesOf(claim.text),
  lost: statements => lostSentences(sentencesOf(claim.text), statements),
  accepts: statements => !losesSentences(sentencesOf(claim.text), statements),
});

/** A contradiction anywhere is one. */
export const anyOf = (findings: readonly string[]): Finding => (findings.includes('yes') ? 'yes' : 'no');

/** A part of a text: it contradicts the source if it still holds the planted sentence. */
export function partOf(claim: Claim, text: string): Claim {
  if (claim.isContradicted !== true) return { ...claim, text };
  if (claim.planted === undefined) return { ...claim, text, isContradicted: null };
  return { ...claim, text, isContradicted: holds(text, claim.planted) };
}

/**
 * The text is split, the source is not: every part of `leaf` statements is held against the whole of it. A contradiction anywhere is one.
 */
export function divide(words: Words, claim: Claim, leaf: number): Division<Claim> {
  return {
    splits: [{ name: 'split', ...cut(words, claim) }],
    partsKnowTruth: true,
    children([statements = []]) {
      const groups = Array.from({ length: Math.ceil(statements.length / leaf) }, (_, place) =>
        statements.slice(place * leaf, (place + 1) * leaf),
      );
      return groups.map((group, place) => ({
        name:
          group.length === 1
            ? `statement ${place * leaf + 1}`
            : `statements ${place * leaf + 1} to ${place * leaf + group.length}`,
        number:
          group.length === 1 ? String(place * leaf + 1) : `${place * leaf + 1}\u2013${place * leaf + group.length}`,
        problem: partOf(claim, group.join(' ')),
      }));
    },
    mergePrompt: (_pieces, answers) => mergePrompt(words, answers),
    parseMerge: parseFinding,
    mergeByCode: (_pieces, answers) => anyOf(answers),
  };
}
