/**
 * The token that each slot of one KV head was written for. Mirrors the order in which a cache keeps slots after evictions (see
 * `KvCache.evict`), because the position of a slot stops to tell its token once keys are rotated anew.
 */
export class SlotTokens {
  private tokens: number[] = [];

  /** [slot]. */
  get all(): Int32Array {
    return Int32Array.from(this.tokens);
  }

  get length(): number {
    return this.tokens.length;
  }

  /** Appends the slots of `count` tokens from `first` on. */
  push(first: number, count: number): void {
    for (let i = 0; i < count; i++) this.tokens.push(first + i);
  }

  /** Takes over what the cache of a model that compresses it itself now holds [slot], and returns the tokens that have gone. */
  follow(held: Int32Array): number[] {
    const stays = new Set(held);
    const gone = this.tokens.filter(token => !stays.has(token));
    this.tokens = [...held];
    return gone;
  }

  /** Removes slots as {@link KvCache.evict} does. */
  remove(slots: readonly number[]): void {
    const { tokens } = this;
    const removed = new Set(slots);
    const kept = tokens.length - removed.size;
    const movers = tokens.slice(kept).filter((_, i) => !removed.has(kept + i));
    for (let slot = 0; slot < kept; slot++) if (removed.has(slot)) tokens[slot] = movers.shift()!;
    tokens.length = kept;
  }
}
