import type { CacheFormat } from './format';

/**
 * The contract of the KV cache of every backend. Cache policies use this contract only, so they run on all backends.
 *
 * Each (sequence, layer, KV head) has a list of slots of its own length. A slot holds a key (rotated to its
 * position), a value, its position and, where the sequence tracks attention, the attention it has received. Until a
 * slot is evicted, slot i holds position i. Attention does not depend on the order of slots; an eviction changes the
 * order.
 */

/** An opaque handle of a sequence of tokens in a backend's cache. Valid until released. */
export type SequenceId = number;

/** Names the slots of one KV head of one layer in one sequence. */
export interface HeadRef {
  sequence: SequenceId;
  layer: number;
  /** KV head, not query head. */
  head: number;
}

export interface Slot {
  /** [headDim], rotated to `position`. */
  key: Float32Array;
  /** [headDim]. */
  value: Float32Array;
  position: number;
}

export interface OpenOptions {
  /** How the sequence and its forks store full pages (see `./format`); default float32. */
  format?: CacheFormat;
}

/** What a snapshot contains besides lengths and positions. */
export interface SnapshotOptions {
  keys?: boolean;
  values?: boolean;
  /** Attention received by each slot since tracking began. */
  accumulatedAttention?: boolean;
  /** Restricts the snapshot to these heads; default all. */
  heads?: readonly { layer: number; head: number }[];
}

export interface HeadSnapshot {
  layer: number;
  head: number;
  length: number;
  /** [slot]. */
  positions: Int32Array;
  /** [slot][headDim], rotated; if requested. */
  keys?: Float32Array;
  /** [slot][headDim]; if requested. */
  values?: Float32Array;
  /** [slot]: attention weights summed over the attending tokens and over the query heads of the group; if requested. */
  accumulatedAttention?: Float32Array;
}

export interface Snapshot {
  /** Number of tokens read, which is the position of the next token. */
  position: number;
  heads: HeadSnapshot[];
}

export interface KvCache {
  /** Opens an empty sequence. */
  open(options?: OpenOptions): SequenceId;
  /**
   * Opens a sequence with the same slots as another, or (with `tokens`) with the slots of its first tokens only,
   * which requires that nothing was evicted. The two share the memory of their common slots and have the same format.
   * The other sequence does not change.
   */
  fork(sequence: SequenceId, tokens?: number): SequenceId;
  /** Frees the slots of a sequence. Releasing twice does nothing. */
  release(sequence: SequenceId): void;
  /** Number of tokens read, which is the position of the next token; evictions do not change it. */
  position(sequence: SequenceId): number;
  /** Number of slots of one head. */
  length(at: HeadRef): number;
  /** Keys and values are the float32 numbers that the slots stand for, whatever their format is. */
  snapshot(sequence: SequenceId, options?: SnapshotOptions): Promise<Snapshot>;
  /** Adds slots at the end. The position of the sequence does not change, because no token is read. */
  append(at: HeadRef, slots: readonly Slot[]): void;
  /** Replaces the content of a slot; its accumulated attention stays. */
  overwrite(at: HeadRef, slot: number, content: Slot): void;
  /**
   * Frees slots (distinct, in any order). The list stays dense: slots from its end fill the gaps in order, the first
   * of them the lowest gap. In a quantised sequence, a page that receives a slot is quantised again, and the slots of
   * the last page return to float32 where it is no longer full, with the numbers that they had been rounded to. The
   * same holds for `overwrite` and `merge`.
   */
  evict(at: HeadRef, slots: readonly number[]): void;
  /**
   * Merges `from` into `into`, then evicts them: averages values by weight, averages keys before rotation and rotates
   * the mean to the latest position among them (DMC, arXiv 2403.09636), and sums the accumulated attention.
   * @param weights one for `into`, then one for each of `from`; positive
   */
  merge(at: HeadRef, into: number, from: readonly number[], weights: readonly number[]): Promise<void>;
  /** From now on, accumulates the attention that the slots of the sequence receive. Slows its passes down. */
  trackAttention(sequence: SequenceId): void;
  tracksAttention(sequence: SequenceId): boolean;
  /**
   * Adds the attention weights [slot] of one token and one query head. Only `withAccumulatedAttention` calls this;
   * policies read the sums in snapshots.
   * @param positions of the slots when the token attended, where tokens have taken the slots of others since: these get
   *   nothing
   */
  accumulateAttention(at: HeadRef, weights: Float32Array, positions?: Int32Array): void;
  /**
   * `held`: bytes of the slots of open sequences, in whole pages as they are stored, shared pages counted once.
   * `reserved`: bytes allocated from the machine, free pages included.
   */
  bytes(): { held: number; reserved: number };
  /** Bytes of the pages of one sequence, those included that it shares with others. */
  bytesOf(sequence: SequenceId): number;
}
