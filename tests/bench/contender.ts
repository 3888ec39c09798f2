/** One of those that the bench compares: a backend of ours or a peer, each on the same weights. */
export interface Contender {
  name: string;
  /** What it is asked: less of one that is very slow, or that knows no batches. */
  range: Range;
  /** Tokens that it draws in one measurement, where that is not {@link usualSteps}. */
  steps?: number;
  /** Reads a prompt into an empty sequence, up to the logits after it: milliseconds. */
  prefill(prompt: readonly number[]): Promise<number>;
  /**
   * Takes the likeliest token, `steps` times one after another, in each of `batch` sequences that hold `prompt`: milliseconds, without those
   * for the prompt. The same array is the same prompt: it may be kept.
   */
  decode(prompt: readonly number[], batch: number, steps: number): Promise<number>;
  /** Logits [vocab] after a prompt, then after each of the tokens that follow; where it tells them. */
  logits?(prompt: readonly number[], next: readonly number[]): Promise<Float32Array[]>;
  /** Bytes that it says it holds. */
  bytes?(): { weights: number; cache: number };
  /** Facts for the record. */
  facts?: Record<string, string>;
  dispose(): void;
}

/** Contexts and batches of decoding (all with all), and lengths of prompts to read, in tokens. */
export interface Range {
  contexts: readonly number[];
  batches: readonly number[];
  prefills: readonly number[];
}

export const fullRange: Range = { contexts: [16, 256, 1024], batches: [1, 5, 16], prefills: [64, 256, 512] };

/** Few, so that the context stays near its name; and a multiple of what a GPU draws in one pass. */
export const usualSteps = 16;
