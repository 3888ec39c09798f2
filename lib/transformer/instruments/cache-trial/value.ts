/** What a trial comes to. Vectors are base64 of float32 values (`lib/core/vectors.ts`), so that a value stays small in a journal. */
export type TrialValue = {
  layers: number;
  /** KV heads of a layer, and query heads. */
  kvHeads: number;
  heads: number;
  headDim: number;
  /** The text of each token: prompt, then continuation. */
  tokens: string[];
  promptTokens: number;
  /** Why the continuation ends: at its end token, at the longest length, or with the given text. */
  end: 'stop' | 'length' | 'given';
  full: FullValue;
  /** In the order of the input. */
  arms: ArmValue[];
};

/** The control: nothing was removed. */
export type FullValue = {
  /** [token of the continuation]: natural logarithm of its probability. */
  logprobs: string;
  /** [step]: bytes of the cache after the prompt and after each token of the continuation but the last. */
  bytes: string;
};

/** A cache that could not be tried has only a failure. */
export type ArmValue = MeasuredArm | { failure: { kind: string; detail: string } };

export type MeasuredArm = FullValue & {
  /** [token of the continuation]: KL divergence from the full cache's distribution to this one's, in nats. */
  kl: string;
  /** [token of the continuation]: `1` where this cache's likeliest token is the full cache's, else `0`. */
  agrees: string;
  /** [layer][KV head]: slots at the end. */
  slots: number[][];
  /** [step]: slots of a head, averaged over all heads. */
  meanSlots: string;
  /** [layer][KV head]: pages of 16 consecutive tokens of which at least one is still there: what a server that never moves slots holds. */
  pagesUnmoved: number[][];
  /** The tokens that this cache wrote by itself, where that was asked for. */
  written?: string[];
  /** Where what it wrote first differs from the full cache's continuation; null where it does not. */
  divergesAt?: number | null;
  film?: Film;
};

/**
 * When each token left each head. Steps count from 0, after the prompt; step n is after n tokens of the continuation. [layer][KV head][token]
 * over all tokens that were read, base64.
 */
export type Film = {
  /** Tokens that were read. */
  tokens: number;
  /** uint16, little-endian: the step after which the token was gone; 65,535 where it stayed. */
  lostAt: string;
  /** uint16, little-endian: the token whose slot took it in; 65,535 where it was evicted or stayed. Absent where nothing was merged. */
  into?: string;
  /** uint8: the attention that it received while it was there; the square root of its share of the most in its head, times 255. */
  attention: string;
};

/** What is known on the way: one decoded token. */
export type TrialPart = {
  /** With the first part: what a picture of the caches must know before the end. */
  start?: {
    layers: number;
    kvHeads: number;
    /** The text of the tokens of the prompt. */
    prompt: string[];
    /** Tokens of the continuation, at most. */
    longest: number;
  };
  /** The token that was read, where one was. */
  token: string | null;
  /** Of the full cache now. */
  bytes: number;
  /** [arm]: null for one that failed. */
  arms: (PartOfArm | null)[];
};

export type PartOfArm = {
  /** [layer * kvHeads + head]: slots now. */
  slots: number[];
  /** Triples: layer * kvHeads + head, the token, and the token that took it in or -1. */
  losses: number[];
  bytes: number;
  kl: number;
  /** The token that this cache wrote by itself since the last part; null where it wrote none. */
  written: string | null;
};
