import { largestDifference, rms } from '../support/logits';
import { randomTokens } from '../support/random-model';
import type { Contender } from './contender';
import { kept } from './measure';
import { benchShape } from './shape';

export interface AccuracyFigure {
  contender: string;
  /** Largest difference of a logit to the first contender's, over all positions looked at. */
  difference: number;
  /** Root mean square of the first contender's logits. */
  rms: number;
}

/** Logits after prompts of these lengths and after each of a few more tokens, against the first contender's. */
export async function measureAccuracy(
  contenders: readonly Contender[],
  lengths: readonly number[] = [1, 16, 100],
): Promise<AccuracyFigure[]> {
  let expected: Float32Array[] = [];
  const figures: AccuracyFigure[] = [];
  for (const contender of contenders) {
    if (!contender.logits) continue;
    const logits: Float32Array[] = [];
    for (const [seed, length] of lengths.entries()) {
      const [prompt, next] = [length, 4].map((count, i) => randomTokens(count, benchShape.vocabSize, seed + 50 * i));
      logits.push(...(await contender.logits(prompt!, next!)));
    }
    if (expected.length === 0) expected = logits;
    const differences = logits.map((vector, i) => largestDifference(vector, expected[i]!));
    const square = expected.reduce((sum, vector) => sum + rms(vector) ** 2, 0) / expected.length;
    figures.push({
      contender: contender.name,
      difference: kept(Math.max(...differences)),
      rms: kept(Math.sqrt(square)),
    });
  }
  return figures;
}
