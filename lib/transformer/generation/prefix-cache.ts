import type { SequenceId } from '../cache/contract';
import type { Backend } from '../contract';

/** A sequence whose tokens another prompt with the same prefix can be forked from. */
export interface PrefixSource {
  tokens: number[];
  /** Number of tokens in the cache. */
  cachedLength: number;
  /** Number of tokens in the cache or certain to follow, unless the request is stopped. */
  readonly expectedLength: number;
  /** Null before it is opened and after it is released. */
  sequence: SequenceId | null;
}

/** Shortest prefix that is worth a fork, in tokens. */
const minimumShared = 8;

/** Finished sequences are kept up to this total number of tokens, in case later prompts share their prefix. */
const maxKeptTokens = 2048;

/** Finds prefixes that prompts share, among running and recently finished sequences. */
export class PrefixCache {
  /** Finished sequences, the latest last. */
  private ended: PrefixSource[] = [];

  constructor(private readonly backend: Pick<Backend, 'cache' | 'config'>) {}

  /** A model that compresses its own cache has decided about a prefix by what followed it, so a sequence only serves as a whole. */
  private get shares(): boolean {
    return !this.backend.config.learned;
  }

  /**
   * Finds the source that shares the longest prefix with a prompt, and the length of that prefix. At least one token
   * of the prompt remains to be read, because its logits are needed. Null where no prefix is worth a fork.
   */
  find(prompt: readonly number[], active: readonly PrefixSource[]): { source: PrefixSource; shared: number } | null {
    let best: { source: PrefixSource; shared: number } | null = null;
    if (!this.shares) return null;
    for (const source of [...active, ...this.ended]) {
      const shared = Math.min(prompt.length - 1, source.expectedLength, commonLength(prompt, source.tokens));
      // Of equals prefer the one that has read most, since it is ready first.
      const isBetter =
        !best || shared > best.shared || (shared === best.shared && source.cachedLength > best.source.cachedLength);
      if (shared >= minimumShared && isBetter) best = { source, shared };
    }
    return best;
  }

  /** Keeps a finished sequence. Only its tokens in the cache can be shared. */
  keep(source: PrefixSource): void {
    if (!this.shares) return this.releaseSequence(source);
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

  /** Releases all kept sequences. Returns false if there were none. */
  clear(): boolean {
    const hadSources = this.ended.length > 0;
    this.ended.forEach(source => this.releaseSequence(source));
    this.ended = [];
    return hadSources;
  }

  private releaseSequence(source: PrefixSource): void {
    if (source.sequence !== null) this.backend.cache.release(source.sequence);
    source.sequence = null;
  }
}

function commonLength(a: readonly number[], b: readonly number[]): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a[length] === b[length]) length++;
  return length;
}
