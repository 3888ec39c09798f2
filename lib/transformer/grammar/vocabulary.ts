import type { Automaton } from './automaton';
import { dead } from './automaton';

/** The bytes of every token, by id; undefined for tokens that are no text: special ones, and ids without a token. */
export type TokenBytes = readonly (Uint8Array | undefined)[];

/** The tokens of a model in the order of their bytes, so that those that begin alike are read together. */
export class Vocabulary {
  private readonly ids: Int32Array;
  private readonly tokens: readonly Uint8Array[];
  /** Number of bytes that a token has in common with the one before it. */
  private readonly shared: Int32Array;
  private readonly longest: number;
  /** Bytes that are tokens on their own. */
  private readonly single = new Uint8Array(256);

  constructor(
    private readonly bytes: TokenBytes,
    private readonly size: number,
  ) {
    const ids = [...bytes.keys()].filter(id => id < size && (bytes[id]?.length ?? 0) > 0);
    ids.sort((a, b) => compare(bytes[a]!, bytes[b]!));
    this.ids = Int32Array.from(ids);
    this.tokens = ids.map(id => bytes[id]!);
    this.shared = Int32Array.from(this.tokens, (token, i) => (i === 0 ? 0 : commonLength(this.tokens[i - 1]!, token)));
    this.longest = this.tokens.reduce((most, { length }) => Math.max(most, length), 0);
    for (const token of this.tokens) if (token.length === 1) this.single[token[0]!] = 1;
  }

  hasByte = (byte: number): boolean => this.single[byte] === 1;

  /**
   * A bit for every token that leads from a state to one within `limit` bytes of an end: bit `id % 32` of word `id / 32`. Texts that begin
   * with what no text has are passed over together.
   */
  allowed(automaton: Automaton, state: number, limit: number): Uint32Array {
    const mask = new Uint32Array(Math.ceil(this.size / 32));
    /** States after each prefix of the token that was read last. */
    const path = new Int32Array(this.longest + 1);
    path[0] = state;
    let deadLength = Infinity;
    for (let i = 0; i < this.tokens.length; i++) {
      let length = this.shared[i]!;
      if (length >= deadLength) continue;
      const token = this.tokens[i]!;
      deadLength = Infinity;
      while (length < token.length) {
        const next = automaton.step(path[length]!, token[length]!);
        length++;
        path[length] = next;
        if (next === dead) {
          deadLength = length;
          break;
        }
      }
      if (deadLength < Infinity || automaton.distance(path[length]!) > limit) continue;
      const id = this.ids[i]!;
      mask[id >>> 5]! |= 1 << (id & 31);
    }
    return mask;
  }

  /** The state after a token. */
  follow(automaton: Automaton, state: number, id: number): number {
    let next = state;
    for (const byte of this.bytes[id] ?? []) if (next !== dead) next = automaton.step(next, byte);
    return next;
  }
}

function commonLength(a: Uint8Array, b: Uint8Array): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

function compare(a: Uint8Array, b: Uint8Array): number {
  const at = commonLength(a, b);
  return (a[at] ?? -1) - (b[at] ?? -1);
}
