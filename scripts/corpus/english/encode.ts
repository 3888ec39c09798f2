import { Tokenizer } from '@huggingface/tokenizers';
import type { makeBpe } from '../bpe';
import { SPECIAL } from '../bpe';
import type { Row } from './row';
import { PIECE } from './tokenizer';

export interface EncodedRow {
  tokens: number[];
  /** The role of each token. */
  roles: number[];
}

/** Encodes rows as the tokenizer does, and remembers the tokens of every piece of text: most of them come again and again. */
export function createEncoder({ tokenizer, config }: ReturnType<typeof makeBpe>): (row: Row) => EncodedRow {
  const inner = new Tokenizer(tokenizer, config);
  const pattern = new RegExp(PIECE, 'gu');
  const known = new Map<string, readonly number[]>(
    SPECIAL.map(text => [text, inner.encode(text, { add_special_tokens: false }).ids]),
  );
  const encodePiece = (piece: string): readonly number[] => {
    const ids = known.get(piece) ?? inner.encode(piece, { add_special_tokens: false }).ids;
    known.set(piece, ids);
    return ids;
  };
  return row => {
    const tokens: number[] = [];
    const roles: number[] = [];
    for (const { text, role, rest = role } of row) {
      const start = tokens.length;
      const pieces = (SPECIAL as readonly string[]).includes(text) ? [text] : (text.match(pattern) ?? []);
      for (const piece of pieces)
        for (const id of encodePiece(piece)) {
          roles.push(tokens.length === start ? role : rest);
          tokens.push(id);
        }
    }
    return { tokens, roles };
  };
}
