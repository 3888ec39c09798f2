import type { Backend, BackendName } from '@/lib/transformer/contract';
import { largestDifference, rms } from '../support/logits';
import { randomTokens } from '../support/random-model';

export interface AccuracyFigure {
  backend: BackendName;
  /** Largest difference of a logit to the reference's, over all positions looked at. */
  difference: number;
  /** Root mean square of the reference's logits. */
  rms: number;
}

/** Logits after prompts of these lengths and after each of a few decoded tokens, against the first backend's. */
export function measureAccuracy(
  backends: readonly Backend[],
  lengths: readonly number[] = [1, 16, 100],
): AccuracyFigure[] {
  const logits = backends.map(backend =>
    lengths.flatMap((length, seed) => {
      const sequence = backend.open();
      const prompt = backend.prefill(sequence, randomTokens(length, backend.config.vocabSize, seed));
      const decoded = randomTokens(4, backend.config.vocabSize, seed + 50).map(
        token => backend.decode([{ sequence, token }])[0]!,
      );
      backend.release(sequence);
      return [prompt, ...decoded];
    }),
  );
  const expected = logits[0]!;
  return backends.map((backend, b) => ({
    backend: backend.name,
    difference: Math.max(...logits[b]!.map((vector, i) => largestDifference(vector, expected[i]!))),
    rms: Math.sqrt(expected.reduce((sum, vector) => sum + rms(vector) ** 2, 0) / expected.length),
  }));
}
