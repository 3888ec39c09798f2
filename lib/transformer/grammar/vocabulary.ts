import type { Automaton } from './automaton';
import { dead } from './automaton';
import { SortedTokens } from './sorted-tokens';

/** The bytes of every token, by id; undefined for tokens that are no text: special ones, and ids without a token. */
export type TokenBytes = readonly (Uint8Array | undefined)[];

/** Bytes of the longest token that counts as plain: nearly all are shorter. */
const plainLength = 16;

const [quote, backslash] = [0x22, 0x5c];

/** The tokens of a model, and which of them may come in a state. */
export class Vocabulary {
  private readonly all: SortedTokens;
  /** A bit for each token of whole characters that stand for themselves in a JSON string, and those that are no such tokens. */
  private readonly plain: Uint32Array;
  private readonly others: SortedTokens;
  /** Bytes that are tokens on their own. */
  private readonly single = new Uint8Array(256);

  constructor(
    private readonly bytes: TokenBytes,
    size: number,
  ) {
    const ids = [...bytes.keys()].filter(id => id < size && (bytes[id]?.length ?? 0) > 0);
    this.all = new SortedTokens(bytes, ids);
    this.plain = new Uint32Array(Math.ceil(size / 32));
    const isPlain = (id: number): boolean => isPlainText(bytes[id]!);
    for (const id of ids) if (isPlain(id)) this.plain[id >>> 5]! |= 1 << (id & 31);
    this.others = new SortedTokens(
      bytes,
      ids.filter(id => !isPlain(id)),
    );
    for (const id of ids) if (bytes[id]!.length === 1) this.single[bytes[id]![0]!] = 1;
  }

  hasByte = (byte: number): boolean => this.single[byte] === 1;

  /**
   * A bit for every token that leads from a state to one within `limit` bytes of an end: bit `id % 32` of word `id / 32`. Within a string
   * that has room, every plain token may come; so only the others are read there.
   */
  allowed(automaton: Automaton, state: number, limit: number): Uint32Array {
    const isWithinString = automaton.room(state) >= plainLength && limit >= automaton.farthest;
    const mask = isWithinString ? this.plain.slice() : new Uint32Array(this.plain.length);
    (isWithinString ? this.others : this.all).add(mask, automaton, state, limit);
    return mask;
  }

  /** The state after a token. */
  follow(automaton: Automaton, state: number, id: number): number {
    let next = state;
    for (const byte of this.bytes[id] ?? []) if (next !== dead) next = automaton.step(next, byte);
    return next;
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function isPlainText(bytes: Uint8Array): boolean {
  if (bytes.length > plainLength || bytes.some(byte => byte < 0x20 || byte === quote || byte === backslash))
    return false;
  try {
    decoder.decode(bytes);
    return true;
  } catch {
    return false;
  }
}
