import { countPieces, makeBpe } from '../bpe';

/** Entries of the vocabulary. */
const SIZE = 2560;

/**
 * Pieces that merges never cross. The marks of the answers are one token each. A word with a capital stands without the space before it,
 * so that a name has the same tokens in the sentence and behind the quotation mark of an answer; a copy is then the same tokens again. A
 * word without a capital takes its space along. Digits and other signs stand alone.
 */
export const PIECE = [
  String.raw`": "|"\}, \{"|\[\{"|"\}\]|\["|","|"\]`,
  String.raw`\p{Lu}[\p{Ll}\p{M}]+|\p{Lu}+(?!\p{Ll})| ?[\p{Ll}\p{M}]+|[\p{Lo}\p{Lt}\p{Lm}]+`,
  String.raw`\p{N}|\n+|[^\s\p{L}\p{N}\p{M}]| +|\s`,
].join('|');

/** How much a text counts: what the model mostly reads (prompts and answers) more than the running text, which is far longer. */
export interface Sample {
  texts: readonly string[];
  weight: number;
}

export function makeEnglishTokenizer(samples: readonly Sample[]) {
  const counts = new Map<string, number>();
  for (const { texts, weight } of samples)
    for (const [piece, count] of countPieces(texts, PIECE))
      counts.set(piece, (counts.get(piece) ?? 0) + count * weight);
  return makeBpe(counts, PIECE, SIZE);
}
