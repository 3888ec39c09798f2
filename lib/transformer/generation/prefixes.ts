import type { KvCache, SequenceId } from '../cache/contract';

/** A sequence and the tokens that it holds or is about to: what another prompt that begins in the same way can be forked from. */
export interface Holder {
  tokens: number[];
  /** How many of them are in the cache. */
  read: number;
  /** How many of them are there or are certain to come, unless it is stopped. */
  readonly promised: number;
  /** Null before it is opened, and once it is given up. */
  sequence: SequenceId | null;
}

/** A beginning is worth a fork from this length on, in tokens. */
const worthSharing = 8;

/** Finished sequences are kept up to this many tokens in all, in case the next prompts begin like them. */
const kept = 2048;

/** Finds beginnings that prompts share, among sequences under way and those that ended lately. */
export class Prefixes {
  /** Ended, the latest last. */
  private ended: Holder[] = [];

  constructor(private readonly cache: KvCache) {}

  /**
   * The holder that shares the longest beginning with a prompt, and how long it is; at least one token is left to pass, so that the prompt
   * gives logits of its own. Null where nothing is worth it.
   */
  find(prompt: readonly number[], underWay: readonly Holder[]): { holder: Holder; shared: number } | null {
    let best: { holder: Holder; shared: number } | null = null;
    for (const holder of [...underWay, ...this.ended]) {
      const shared = Math.min(prompt.length - 1, holder.promised, commonLength(prompt, holder.tokens));
      // Of equals the one that has read most is ready soonest.
      const isBetter = !best || shared > best.shared || (shared === best.shared && holder.read > best.holder.read);
      if (shared >= worthSharing && isBetter) best = { holder, shared };
    }
    return best;
  }

  /** Keeps an ended sequence for a while. Only what was read of it can be shared. */
  keep(holder: Holder): void {
    holder.tokens.length = holder.read;
    this.ended = this.ended.filter(other => {
      const isPart = commonLength(other.tokens, holder.tokens) === other.tokens.length;
      if (isPart) this.giveUp(other);
      return !isPart;
    });
    this.ended.push(holder);
    let tokens = this.ended.reduce((sum, { read }) => sum + read, 0);
    while (tokens > kept) {
      const oldest = this.ended.shift()!;
      tokens -= oldest.read;
      this.giveUp(oldest);
    }
  }

  /** Gives up all that ended. False where there was nothing. */
  forget(): boolean {
    const had = this.ended.length > 0;
    this.ended.forEach(holder => this.giveUp(holder));
    this.ended = [];
    return had;
  }

  private giveUp(holder: Holder): void {
    if (holder.sequence !== null) this.cache.release(holder.sequence);
    holder.sequence = null;
  }
}

function commonLength(a: readonly number[], b: readonly number[]): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a[length] === b[length]) length++;
  return length;
}
