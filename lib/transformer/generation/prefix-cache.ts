import type { KvCache, SequenceId } from '../cache/contract';

/** A sequence and the tokens that it holds or is about to: what another prompt that begins in the same way can be forked from. */
export interface PrefixSource {
  tokens: number[];
  /** How many of them are in the cache. */
  cachedLength: number;
  /** How many of them are there or are certain to come, unless it is stopped. */
  readonly expectedLength: number;
  /** Null before it is opened, and once it is given up. */
  sequence: SequenceId | null;
}

/** A beginning is worth a fork from this length on, in tokens. */
const minimumShared = 8;

/** Finished sequences are kept up to this many tokens in all, in case the next prompts begin like them. */
const maxKeptTokens = 2048;

/** Finds beginnings that prompts share, among sequences under way and those that ended lately. */
export class PrefixCache {
  /** Ended, the latest last. */
  private ended: PrefixSource[] = [];

  constructor(private readonly cache: KvCache) {}

  /**
   * The holder that shares the longest beginning with a prompt, and how long it is; at least one token is left to pass, so that the prompt
   * gives logits of its own. Null where nothing is worth it.
   */
  find(prompt: readonly number[], active: readonly PrefixSource[]): { source: PrefixSource; shared: number } | null {
    let best: { source: PrefixSource; shared: number } | null = null;
    for (const source of [...active, ...this.ended]) {
      const shared = Math.min(prompt.length - 1, source.expectedLength, commonLength(prompt, source.tokens));
      // Of equals the one that has read most is ready soonest.
      const isBetter =
        !best || shared > best.shared || (shared === best.shared && source.cachedLength > best.source.cachedLength);
      if (shared >= minimumShared && isBetter) best = { source, shared };
    }
    return best;
  }

  /** Keeps an ended sequence for a while. Only what was read of it can be shared. */
  keep(source: PrefixSource): void {
    source.tokens.length = source.cachedLength;
    this.ended = this.ended.filter(other => {
      const isPrefix = commonLength(other.tokens, source.tokens) === other.tokens.length;
      if (isPrefix) this.releaseSequence(other);
      return !isPrefix;
    });
    this.ended.push(source);
    let tokens = this.ended.reduce((sum, { cachedLength }) => sum + cachedLength, 0);
    while (tokens > maxKeptTokens) {
      const oldest = this.ended.shift()!;
      tokens -= oldest.cachedLength;
      this.releaseSequence(oldest);
    }
  }

  /** Gives up all that ended. False where there was nothing. */
  clear(): boolean {
    const had = this.ended.length > 0;
    this.ended.forEach(source => this.releaseSequence(source));
    this.ended = [];
    return had;
  }

  private releaseSequence(source: PrefixSource): void {
    if (source.sequence !== null) this.cache.release(source.sequence);
    source.sequence = null;
  }
}

function commonLength(a: readonly number[], b: readonly number[]): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a[length] === b[length]) length++;
  return length;
}
