import type { Interval } from './wilson';
import { wilson } from './wilson';

/** An answer with the confidence in [0, 1] that it was given, and whether it is right. */
export interface Judgement {
  confidence: number;
  right: boolean;
}

/** The judgements of one confidence, at least one. */
export interface ReliabilityBin {
  confidence: number;
  n: number;
  right: number;
  /** Proportion right with its 95 % Wilson interval. */
  accuracy: Interval;
}

/** One bin for each confidence that occurs, ascending: confidences have few values, such as 3 of 5 votes. */
export function binsByValue(judgements: readonly Judgement[]): ReliabilityBin[] {
  const counts = new Map<number, { n: number; right: number }>();
  for (const { confidence, right } of judgements) {
    const known = counts.get(confidence) ?? { n: 0, right: 0 };
    counts.set(confidence, { n: known.n + 1, right: known.right + Number(right) });
  }
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([confidence, { n, right }]) => ({ confidence, n, right, accuracy: wilson(right, n) }));
}

/**
 * Expected calibration error: the mean distance of confidence and proportion right, weighted by the size of the bins (M. Pakdaman Naeini and
 * others, AAAI 2015). It depends on the bins. Null without judgements.
 */
export function expectedCalibrationError(bins: readonly ReliabilityBin[]): number | null {
  const n = bins.reduce((sum, bin) => sum + bin.n, 0);
  if (n === 0) return null;
  return bins.reduce((sum, bin) => sum + bin.n * Math.abs(bin.accuracy.share - bin.confidence), 0) / n;
}

/** Mean squared distance of confidence and outcome (G. W. Brier, Monthly Weather Review 78, 1950); null without judgements. */
export function brier(judgements: readonly Judgement[]): number | null {
  if (judgements.length === 0) return null;
  return (
    judgements.reduce((sum, { confidence, right }) => sum + (confidence - Number(right)) ** 2, 0) / judgements.length
  );
}
