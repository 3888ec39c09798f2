/**
 * The KV cache behind every backend, and the only door for policies: a policy written against this contract runs on all of them.
 *
 * Each (sequence, layer, KV head) has a list of slots of its own length. A slot holds a key (rotated to its position), a value, the
 * position it stands for, and, where the sequence is tracked, the attention it has received. Until something is evicted, slot i holds
 * position i. The order of slots means nothing to attention; an eviction changes it.
 */

/** A sequence of tokens in a backend's cache; opaque. Valid until released. */
export type SequenceId = number;

/** The slots of one KV head of one layer in one sequence. */
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

/** What to read in a snapshot besides lengths and positions. */
export interface SnapshotOptions {
  keys?: boolean;
  values?: boolean;
  /** Attention received by each slot since the sequence is tracked. */
  accumulatedAttention?: boolean;
  /** Only these heads; all where it is left out. */
  heads?: readonly { layer: number; head: number }[];
}

export interface HeadSnapshot {
  layer: number;
  head: number;
  length: number;
  /** [slot]. */
  positions: Int32Array;
  /** [slot][headDim], rotated; where asked for. */
  keys?: Float32Array;
  /** [slot][headDim]; where asked for. */
  values?: Float32Array;
  /** [slot]: attention weights summed over the tokens that attended and over the query heads of the group; where asked for. */
  accumulatedAttention?: Float32Array;
}

export interface Snapshot {
  /** Tokens that the sequence has read: the position of the next one. */
  position: number;
  heads: HeadSnapshot[];
}

export interface KvCache {
  /** An empty sequence. */
  open(): SequenceId;
  /**
   * A new sequence that begins as the other: the same slots, or (`tokens` given) those of its first tokens only, which a sequence allows
   * that nothing was evicted from. What both have in common is held once. The other goes on unchanged.
   */
  fork(sequence: SequenceId, tokens?: number): SequenceId;
  /** Its slots are free again. Releasing twice does nothing. */
  release(sequence: SequenceId): void;
  /** Tokens read: the position of the next one, whatever was evicted. */
  position(sequence: SequenceId): number;
  /** Slots of one head. */
  length(at: HeadRef): number;
  snapshot(sequence: SequenceId, options?: SnapshotOptions): Promise<Snapshot>;
  /** Adds slots at the end. The sequence's position stays: this is not reading a token. */
  append(at: HeadRef, slots: readonly Slot[]): void;
  /** Replaces what a slot holds; its mass stays. */
  overwrite(at: HeadRef, slot: number, content: Slot): void;
  /**
   * Frees slots (distinct, in any order). The list stays without gaps: the slots at its end move into the holes, the first of those that
   * move into the lowest hole.
   */
  evict(at: HeadRef, slots: readonly number[]): void;
  /**
   * Folds `from` into `into`, then evicts them: values are averaged by weight, keys are averaged before rotation and rotated to the newest
   * position among them (DMC, arXiv 2403.09636); masses add up.
   * @param weights one for `into`, then one for each of `from`; positive
   */
  merge(at: HeadRef, into: number, from: readonly number[], weights: readonly number[]): Promise<void>;
  /** From now on, attention that the sequence's slots receive is added up. Slows its passes down. */
  trackAttention(sequence: SequenceId): void;
  tracksAttention(sequence: SequenceId): boolean;
  /** Adds attention weights [slot] that one token gave through one query head. Backends' wrapper calls this; policies read. */
  accumulateAttention(at: HeadRef, weights: Float32Array): void;
  /** `held`: by slots of open sequences, in whole pages, shared ones counted once. `reserved`: taken from the machine, free pages included. */
  bytes(): { held: number; reserved: number };
}
