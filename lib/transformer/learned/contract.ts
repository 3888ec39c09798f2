/**
 * Compression that a model has learned. For each token and KV head the model itself decides what becomes of the token's slot or of an older
 * one; it says so in the last channel of some heads, which training has freed of all other content.
 */

/** What a model has learned, and the numbers that it was trained with: from `config.json`. */
export interface LearnedCompression {
  /** The `id` of a {@link LearnedMethod}. */
  method: string;
  values: Readonly<Record<string, number>>;
}

/** One token as one KV head reads it, before rotation. */
export interface HeadToken {
  /** Number of tokens before it. */
  position: number;
  /** [query head of the group][headDim]. */
  queries: readonly Float32Array[];
  /** [headDim]. */
  key: Float32Array;
  /** [headDim]. */
  value: Float32Array;
}

/** What a token does to the slots of one KV head: it fills a new slot, or one that is there. */
export interface SlotWrite {
  /** Position of the slot that it fills; null for a new slot, which it also takes where that slot is gone. */
  over: number | null;
  /** [headDim], not rotated; it belongs to the position of the token. */
  key: Float32Array;
  /** [headDim]. */
  value: Float32Array;
}

/** The state of one KV head of one layer in one sequence. */
export interface LearnedHead {
  /** Reads the decisions of the next token, whose borrowed channels still hold them. */
  read(token: HeadToken): SlotWrite;
  copy(): LearnedHead;
}

export interface LearnedMethod {
  id: string;
  /** As people know it. */
  title: string;
  /** Names of files that say more than this `config.json`; for most models none. */
  metadataFiles?(config: Readonly<Record<string, unknown>>): string[];
  /**
   * The numbers of a model that has learned this method; null for any other model.
   * @param config the fields of `config.json`, and each metadata file under its name
   * @throws Failure `model-unsupported` for a variant that is not implemented, `model-file` for numbers that make no sense
   */
  readValues(config: Readonly<Record<string, unknown>>): LearnedCompression['values'] | null;
  /** Whether a slot that is filled again keeps what it held, merged with the token. */
  merges: boolean;
  /** The heads whose last channel carries decisions: it is 0 in attention. */
  borrows: {
    queries: 'all' | 'first of group';
    keys: boolean;
    afterRotation(values: LearnedCompression['values']): boolean;
  };
  open(values: LearnedCompression['values']): LearnedHead;
}
