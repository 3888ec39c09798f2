/** One of those that the bench compares: a backend of ours or a peer, each on the same weights. */
export interface Contender {
  name: string;
  /** How many sequences it decodes at once. */
  batches: readonly number[];
  /** Reads a prompt into an empty sequence, up to the logits after it: milliseconds. */
  prefill(prompt: readonly number[]): Promise<number>;
  /**
   * Takes the likeliest token, `steps` times one after another, in each of `batch` sequences that hold `prompt`: milliseconds, without those
   * for the prompt.
   */
  decode(prompt: readonly number[], batch: number, steps: number): Promise<number>;
  dispose(): void;
}
