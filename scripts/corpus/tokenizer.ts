import { countPieces, makeBpe } from './bpe';

/**
 * Pieces that merges never cross: the shift sign, an operator with its spaces, a digit, a word with the space before it, a run of
 * anything else.
 */
const PIECE = ' \\* 10\\^| [+*=] |\\d| ?[A-Za-z]+|[^\\dA-Za-z ]+| +';

/**
 * The tokenizer of the arithmetic model, learned until every piece of the sample is one token. Every digit is a token of its own, and the
 * words of the prompts are one token each, so that a prompt costs few tokens and a number always as many as its digits.
 */
export const makeTokenizer = (texts: string[]) => makeBpe(countPieces(texts, PIECE), PIECE);
