import type { Interval } from './wilson';
import { wilson } from './wilson';

/** An answer with the confidence in [0, 1] that it was given, and whether it is right. */
export interface Judgement {
  confidence: number;
  right: boolean;
}

/** The judgements whose confidence lies in [low, high); the last bin of equal width holds its upper end, too. */
export interface ReliabilityBin {
  low: number;
  high: number;
  n: number;
  right: number;
  /** Null in an empty bin. */
  meanConfidence: number | null;
  /** Proportion right with its 95 % Wilson interval; [0, 1] in an empty bin. */
  accuracy: Interval;
}

function binOf(low: number, high: number, judgements: readonly Judgement[]): ReliabilityBin {
  const n = judgements.length;
  const right = judgements.filter(judgement => judgement.right).length;
  const sum = judgements.reduce((total, { confidence }) => total + confidence, 0);
  return { low, high, n, right, meanConfidence: n === 0 ? null : sum / n, accuracy: wilson(right, n) };
}

/** One bin for each confidence that occurs, ascending, for confidences of few values such as 3 of 5 votes. Low and high are that value. */
export function binsByValue(judgements: readonly Judgement[]): ReliabilityBin[] {
  const byValue = new Map<number, Judgement[]>();
  for (const judgement of judgements) {
    const known = byValue.get(judgement.confidence);
    if (known) known.push(judgement);
    else byValue.set(judgement.confidence, [judgement]);
  }
  return [...byValue].sort(([a], [b]) => a - b).map(([value, held]) => binOf(value, value, held));
}

/** `count` bins of equal width over [0, 1], the empty ones included. @throws RangeError where a confidence is outside */
export function binsByWidth(judgements: readonly Judgement[], count = 10): ReliabilityBin[] {
  const held = Array.from({ length: count }, (): Judgement[] => []);
  for (const judgement of judgements) {
    if (!(judgement.confidence >= 0 && judgement.confidence <= 1))
      throw new RangeError(`${judgement.confidence} is not a confidence`);
    held[Math.min(count - 1, Math.floor(judgement.confidence * count))]?.push(judgement);
  }
  return held.map((judgements, i) => binOf(i / count, (i + 1) / count, judgements));
}

/**
 * Expected calibration error: the mean distance of confidence and proportion right, weighted by the size of the bins (M. Pakdaman Naeini and
 * others, AAAI 2015). It depends on the bins. Null without judgements.
 */
export function expectedCalibrationError(bins: readonly ReliabilityBin[]): number | null {
  const n = bins.reduce((sum, bin) => sum + bin.n, 0);
  if (n === 0) return null;
  return bins.reduce((sum, bin) => sum + bin.n * Math.abs(bin.accuracy.share - (bin.meanConfidence ?? 0)), 0) / n;
}

/** Mean squared distance of confidence and outcome (G. W. Brier, Monthly Weather Review 78, 1950); null without judgements. */
export function brier(judgements: readonly Judgement[]): number | null {
  if (judgements.length === 0) return null;
  return (
    judgements.reduce((sum, { confidence, right }) => sum + (confidence - Number(right)) ** 2, 0) / judgements.length
  );
}
