import type { Tokenizer } from '@huggingface/tokenizers';
import * as z from 'zod/mini';
import type { TokenBytes } from './grammar/vocabulary';

const decoderSchema = z.union([
  z.pipe(
    z.looseObject({ type: z.literal('ByteLevel') }),
    z.transform(() => true),
  ),
  z.pipe(
    z.looseObject({ type: z.literal('Sequence'), decoders: z.array(z.looseObject({ type: z.string() })) }),
    // What stands beside it may change a text beyond its bytes.
    z.transform(({ decoders }) => decoders.length === 1 && decoders[0]?.type === 'ByteLevel'),
  ),
]);

/** Whether the decoder of a `tokenizer.json` joins the bytes of the tokens, and does nothing else. */
export const isByteLevel = (decoder: unknown): boolean => decoderSchema.safeParse(decoder).data ?? false;

/**
 * The bytes of the tokens of a byte-level vocabulary (GPT-2, Radford et al. 2019). Tokens that were added to it are left out: they are
 * special, or stand for a text that others can write too.
 */
export function byteLevelTokens(tokenizer: Tokenizer): TokenBytes {
  const added = tokenizer.get_added_tokens_decoder();
  const tokens: (Uint8Array | undefined)[] = [];
  for (const [token, id] of tokenizer.get_vocab(false)) if (!added.has(id)) tokens[id] = bytesOf(token);
  return tokens;
}

/** Undefined where a character stands for no byte. */
function bytesOf(token: string): Uint8Array | undefined {
  const bytes = Array.from(token, character => byteOfCharacter.get(character) ?? -1);
  return bytes.includes(-1) ? undefined : Uint8Array.from(bytes);
}

/** Printable bytes of Latin-1 stand for themselves; the others, in order, for the characters from U+0100 on. */
const byteOfCharacter = new Map<string, number>();
let others = 0;
for (let byte = 0; byte < 256; byte++) {
  const isPrintable = (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
  byteOfCharacter.set(String.fromCharCode(isPrintable ? byte : 0x100 + others++), byte);
}
