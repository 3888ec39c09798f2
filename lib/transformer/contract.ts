import type { ModelConfig } from './config';

/**
 * The seam between generation (tokenizer, sampling, batching; written once) and the arithmetic (one backend a folder). Backends know
 * nothing of text; generation knows nothing of kernels. The WebGPU backend will stand behind the same contract.
 */

/** A sequence's KV cache, held by the backend; opaque to all others. Valid until released. */
export type SequenceId = number;

/** Named weights in float32, row-major, Hugging Face names and shapes (`[outputs, inputs]` for projections). */
export interface Weights {
  get(name: string): Float32Array;
  has(name: string): boolean;
}

/** One step of one sequence in a batch. */
export interface StepInput {
  sequence: SequenceId;
  token: number;
}

export type BackendName = 'reference' | 'wasm-f32' | 'wasm-int8';

export interface Backend {
  readonly name: BackendName;
  readonly config: ModelConfig;
  /** An empty sequence at position 0. */
  open(): SequenceId;
  /** A new sequence with the same cache content; the old one goes on unchanged. */
  fork(sequence: SequenceId): SequenceId;
  /** Tokens in the sequence's cache. */
  length(sequence: SequenceId): number;
  /** Appends tokens (at least 1) and returns the logits [vocab] after the last of them. The array is the caller's. */
  prefill(sequence: SequenceId, tokens: readonly number[]): Float32Array;
  /** One token for each of B distinct sequences; logits [vocab] each, in the order of the inputs. The arrays are the caller's. */
  decode(steps: readonly StepInput[]): Float32Array[];
  release(sequence: SequenceId): void;
  /** Bytes held for weights and for caches. */
  bytes(): { weights: number; cache: number };
  dispose(): void;
}
