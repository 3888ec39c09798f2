import type { KvCache, SequenceId } from './cache/contract';
import type { ModelConfig } from './config';

/**
 * The interface between generation (tokenizer, batching, answers; written once) and arithmetic (one folder per
 * backend). Backends do not know text; generation does not know kernels.
 */

export type BackendName = 'reference' | 'wasm-f32' | 'wasm-int8' | 'webgpu-f32' | 'webgpu-f16' | 'webgpu-int8';

/** How to sample tokens from logits; `./sampling` defines the algorithm for all backends. */
export interface Sampling {
  /** 0 takes the most likely token. */
  temperature: number;
  /** In (0, 1]. */
  top_p: number;
  /** Unsigned 32-bit. */
  seed: number;
  /** Number of tokens sampled with this seed before. A sample depends on the seed, the index and the logits alone. */
  index: number;
  /**
   * Number of tokens to sample one after another, each fed back for the next; at least 1. A backend may sample fewer,
   * but at least one.
   */
  count: number;
  /**
   * The tokens that the first one sampled may be: bit `id % 32` of word `id / 32`, at least one of them. The others are sampled from as if
   * they had no probability. Only with a `count` of 1. Default: all.
   */
  allowed?: Uint32Array;
}

/** What to capture while the tokens of a span go through the layers. Captures that are not requested cost nothing. */
export interface CaptureRequest {
  /** Query heads whose attention weights to capture. */
  attention?: readonly { layer: number; head: number }[];
  /**
   * Depths at which to capture the residual stream: 0 is the embedding, `layers` the output of the last layer (before
   * the final norm).
   */
  hidden?: readonly number[];
  /** Layers whose queries to capture. */
  queries?: readonly number[];
}

/** The captured data, in the order of the request. */
export interface Capture {
  /**
   * [requested head][token of the span]: weights over the slots of the head's KV head, in slot order, the token's own
   * slot last.
   */
  attention: Float32Array[][];
  /**
   * [requested head][token of the span]: the positions of these slots when the token attended. Only of a model that
   * compresses its own cache, whose slots change within a pass.
   */
  positions?: Int32Array[][];
  /** [requested depth]: [token of the span][hiddenSize], row-major. */
  hidden: Float32Array[];
  /** [requested layer]: [token of the span][heads * headDim], row-major; rotated, not scaled. */
  queries: Float32Array[];
}

/** The tokens that one sequence reads in a pass, and the results wanted from them. */
export interface Span {
  sequence: SequenceId;
  /** At least one; they are appended to the sequence's cache. */
  tokens: readonly number[];
  /**
   * Logits after the last token, logits after every token, tokens sampled after the last one, or nothing (a prompt
   * that continues).
   */
  want: 'nothing' | 'last' | 'every' | Sampling;
  capture?: CaptureRequest;
}

/**
 * Checks the arguments of a pass for all backends. A violation is a mistake of the caller, not a failure of a run.
 *
 * @throws RangeError for an empty span, a token outside of the vocabulary, or a sequence that occurs twice
 */
export function checkSpans(spans: readonly Span[], { vocabSize }: ModelConfig): void {
  for (const { tokens, want } of spans) {
    if (typeof want === 'object' && want.allowed && want.count > 1)
      throw new RangeError('Tokens after the first one cannot be masked');
    if (tokens.length === 0) throw new RangeError('A span needs at least one token');
    for (const token of tokens)
      if (!Number.isInteger(token) || token < 0 || token >= vocabSize)
        throw new RangeError(`Token ${token} is not in a vocabulary of ${vocabSize}`);
  }
  if (new Set(spans.map(span => span.sequence)).size < spans.length)
    throw new RangeError('A pass accepts one span per sequence');
}

/** The result of a span. */
export interface SpanResult {
  /** [vocab] each: one for `last`, one per token for `every`, else none. The caller owns the arrays. */
  logits: Float32Array[];
  /**
   * The sampled tokens, for a {@link Sampling}. All but the last are in the cache: a caller that stops at an earlier
   * one must release the sequence, whose cache is too long.
   */
  tokens: number[];
  /** Present where the span requests a capture. Covers the span's own tokens, not the sampled ones. */
  captured?: Capture;
}

export interface Backend {
  readonly name: BackendName;
  readonly config: ModelConfig;
  /** The cache of all sequences. */
  readonly cache: KvCache;
  /** Best number of tokens to sample in one pass: 1 where more gains nothing. */
  readonly samplesPerPass: number;
  /** Facts for the record of a run: adapter, kernel set and how it was chosen. */
  readonly facts: Record<string, string>;
  /**
   * Runs all spans (of distinct sequences) through the layers together. A result depends on its own span alone,
   * except for rounding. `forward` is atomic: on failure no sequence has changed. Callers wait for one pass to end
   * before they start the next or change the cache.
   *
   * @throws Failure `context-exceeded`, `too-large`; `device-lost` where the device is permanently gone
   * @throws RangeError for tokens outside of the vocabulary, an empty span, or a sequence that occurs twice
   */
  forward(spans: readonly Span[]): Promise<SpanResult[]>;
  /** Bytes of the weights. For the cache see {@link KvCache.bytes}. */
  weightBytes(): number;
  dispose(): void;
}

/** Whole rows of one tensor, as float32 row-major. The blocks of a tensor come in order; a vector is one row. */
export interface TensorRows {
  /** The name that Hugging Face uses. */
  name: string;
  /** Shape of the whole tensor: `[outputs, inputs]` for projections, `[size]` for vectors. */
  shape: readonly number[];
  firstRow: number;
  /** The receiver must not keep this array. */
  values: Float32Array;
}

/**
 * Receives the tensors of a model block by block, in any order of tensors, and becomes a backend. The whole file is
 * never in memory.
 */
export interface BackendBuilder {
  /** @throws Failure `too-large` */
  put(rows: TensorRows): void;
  /** Call it after the last block. The builder cannot be used afterwards. */
  finish(): Promise<Backend>;
  /** Frees all memory of a load that failed or was cancelled. */
  abandon(): void;
}

/** Creates one kind of backend. */
export interface BackendFactory {
  name: BackendName;
  /** Whether `auto` times this backend and takes it if it is the fastest. The others serve where no candidate works. */
  isCandidate: boolean;
  /** Why this backend need not be timed on this machine for this model; null where it could be the fastest. */
  skipReason?(config: ModelConfig): Promise<string | null>;
  /** @throws Failure with the reason where the backend cannot work */
  start(config: ModelConfig): Promise<BackendBuilder>;
}
