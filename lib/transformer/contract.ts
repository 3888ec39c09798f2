import type { KvCache, SequenceId } from './cache/contract';
import type { ModelConfig } from './config';

/**
 * The seam between generation (tokenizer, batching, answers; written once) and the arithmetic (one backend a folder). Backends know
 * nothing of text; generation knows nothing of kernels.
 */

export type BackendName = 'reference' | 'wasm-f32' | 'wasm-int8' | 'webgpu-f32' | 'webgpu-f16' | 'webgpu-int8';

/** How tokens are drawn from logits; `./sampling` says exactly how, for all backends. */
export interface Sampling {
  /** 0 takes the likeliest. */
  temperature: number;
  /** In (0, 1]. */
  top_p: number;
  /** Unsigned 32-bit. */
  seed: number;
  /** How many tokens were drawn with this seed before: a draw depends on the seed, on this and on the logits alone. */
  index: number;
  /** Tokens to draw one after another, each fed back for the next: at least 1. A backend may draw fewer, but at least one. */
  count: number;
}

/** What to look at while the tokens of a span go through the layers. Costs nothing where it is not asked for. */
export interface CaptureRequest {
  /** Query heads whose attention weights are wanted. */
  attention?: readonly { layer: number; head: number }[];
  /** Depths at which the residual stream is wanted: 0 is the embedding, `layers` what the last layer leaves (before the final norm). */
  hidden?: readonly number[];
}

/** What was seen, in the order of what was asked for. */
export interface Capture {
  /** [asked head][token of the span]: weights over the slots of the head's KV head, in slot order, the token's own slot last. */
  attention: Float32Array[][];
  /** [asked depth]: [token of the span][hiddenSize], row-major. */
  hidden: Float32Array[];
}

/** Tokens that one sequence takes in a pass, and what is wanted of them. */
export interface Span {
  sequence: SequenceId;
  /** At least one; appended to the sequence's cache. */
  tokens: readonly number[];
  /** Logits after the last token, after every token, tokens drawn after the last one, or nothing (a prompt that goes on). */
  want: 'nothing' | 'last' | 'every' | Sampling;
  capture?: CaptureRequest;
}

/** What every backend refuses before a pass. These are mistakes of the caller, not failures of a run. */
export function checkSpans(spans: readonly Span[], { vocabSize }: ModelConfig): void {
  for (const { tokens } of spans) {
    if (tokens.length === 0) throw new RangeError('A span has at least one token');
    for (const token of tokens)
      if (!Number.isInteger(token) || token < 0 || token >= vocabSize)
        throw new RangeError(`Token ${token} is not in a vocabulary of ${vocabSize}`);
  }
  if (new Set(spans.map(span => span.sequence)).size < spans.length)
    throw new RangeError('A pass has one span of each sequence');
}

/** What a span gave. */
export interface SpanResult {
  /** [vocab] each: one for `last`, one a token for `every`, else none. The arrays are the caller's. */
  logits: Float32Array[];
  /**
   * The tokens drawn, for a {@link Sampling}. All but the last are in the cache then: whoever stops at an earlier one has to release the
   * sequence, for its cache is too long.
   */
  tokens: number[];
  /** Present where the span asked to observe; covers the span's own tokens, not those drawn. */
  captured?: Capture;
}

export interface Backend {
  readonly name: BackendName;
  readonly config: ModelConfig;
  /** The sequences and what they hold. */
  readonly cache: KvCache;
  /** How many tokens it likes to draw in one pass: 1 where that gains nothing. */
  readonly samplesPerPass: number;
  /** Facts for the record of a run: adapter, kernel set and how it was chosen. */
  readonly facts: Record<string, string>;
  /**
   * Passes all spans (of distinct sequences) through the layers together. A result depends on its own span alone, but for rounding. One
   * pass at a time: a caller waits for one to end before it starts the next or touches the cache.
   *
   * @throws Failure `context-exceeded`, `too-large`, with no token appended; `device-lost` where the device is gone, for good;
   *   RangeError for tokens outside of the vocabulary, an empty span, or a sequence twice
   */
  forward(spans: readonly Span[]): Promise<SpanResult[]>;
  /** Bytes held for weights. Those of the cache: {@link KvCache.bytes}. */
  weightBytes(): number;
  dispose(): void;
}

/** Whole rows of one tensor, as float32 row-major. Blocks of a tensor come in order; a vector is one row. */
export interface TensorRows {
  /** Hugging Face's name. */
  name: string;
  /** Of the whole tensor: `[outputs, inputs]` for projections, `[size]` for vectors. */
  shape: readonly number[];
  firstRow: number;
  /** The receiver may not keep it. */
  values: Float32Array;
}

/** Takes a model's tensors in any order, block by block as they arrive, and becomes a backend: the whole file is never in memory. */
export interface BackendBuilder {
  /** @throws Failure `too-large` */
  put(rows: TensorRows): void;
  /** After the last block. The builder is spent. */
  finish(): Promise<Backend>;
  /** Frees all, on a load that failed or was cancelled. */
  abandon(): void;
}

/** One kind of backend. */
export interface BackendFactory {
  name: BackendName;
  /** Whether it may be chosen without being named, where it turns out the fastest; the others are for where none of these works. */
  isCandidate: boolean;
  /** Why it need not even be timed on this machine for this model, or null where it may be the fastest. */
  skipReason?(config: ModelConfig): Promise<string | null>;
  /** Throws where it cannot work: a Failure with the reason in words. */
  start(config: ModelConfig): Promise<BackendBuilder>;
}
