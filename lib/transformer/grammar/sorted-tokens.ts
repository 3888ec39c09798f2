import type { Automaton } from './automaton';
import { dead } from './automaton';

/** Tokens in the order of their bytes, so that those that begin alike are read together. */
export class SortedTokens {
  private readonly ids: Int32Array;
  private readonly tokens: readonly Uint8Array[];
  /** Number of bytes that a token has in common with the one before it. */
  private readonly shared: Int32Array;
  /** States after each prefix of the token that was read last. */
  private readonly path: Int32Array;

  constructor(bytes: readonly (Uint8Array | undefined)[], ids: readonly number[]) {
    const sorted = [...ids].sort((a, b) => compare(bytes[a]!, bytes[b]!));
    this.ids = Int32Array.from(sorted);
    this.tokens = sorted.map(id => bytes[id]!);
    this.shared = Int32Array.from(this.tokens, (token, i) => (i === 0 ? 0 : commonLength(this.tokens[i - 1]!, token)));
    this.path = new Int32Array(1 + this.tokens.reduce((most, { length }) => Math.max(most, length), 0));
  }

  /** Sets the bits of tokens that lead to within `limit` bytes of an end. What begins with a dead end is passed over together. */
  add(mask: Uint32Array, automaton: Automaton, state: number, limit: number): void {
    const { ids, tokens, shared, path } = this;
    path[0] = state;
    let deadLength = Infinity;
    for (let i = 0; i < tokens.length; i++) {
      let length = shared[i]!;
      if (length >= deadLength) continue;
      const token = tokens[i]!;
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
      const id = ids[i]!;
      mask[id >>> 5]! |= 1 << (id & 31);
    }
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
