import type { Coded, Division } from '@/lib/panels/divide-and-conquer/strategies/contract';
import { parseFinding } from './parse';
import type { Claim } from './problem';
import { mergePrompt, splitPrompt, type Words } from './prompts';
import { holds, parseStatements, sentencesOf } from './statements';

/** The text cut into its sentences. */
export const cut = (words: Words, claim: Claim): Coded<string[]> => ({
  prompt: splitPrompt(words, claim),
  parse: parseStatements,
  byCode: () => sentencesOf(claim.text),
});

/** A part of a text: it contradicts the source if it still holds the planted sentence. */
export function partOf(claim: Claim, text: string): Claim {
  if (claim.contradicted !== true) return { ...claim, text };
  if (claim.planted === null) return { ...claim, text, contradicted: null };
  return { ...claim, text, contradicted: holds(text, claim.planted) };
}

/** The text is split, the source is not: every part of `leaf` statements is held against the whole of it. A contradiction anywhere is one. */
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
        problem: partOf(claim, group.join(' ')),
      }));
    },
    mergePrompt: (_pieces, answers) => mergePrompt(words, answers),
    parseMerge: parseFinding,
    mergeByCode: (_pieces, answers) => (answers.includes('yes') ? 'yes' : 'no'),
  };
}
