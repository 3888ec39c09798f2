import type { Judgement } from './calibration';

/** What happens if only the answers of at least this confidence are used. */
export interface RiskCoveragePoint {
  threshold: number;
  n: number;
  /** Proportion of all answers that are used. */
  coverage: number;
  /** Proportion wrong among those. */
  risk: number;
}

/**
 * The curve of selective prediction (R. El-Yaniv and Y. Wiener, JMLR 11, 2010), from the highest threshold down. There is one point for each
 * confidence that occurs: answers of equal confidence are used together.
 */
export function riskCoverage(judgements: readonly Judgement[]): RiskCoveragePoint[] {
  const sorted = [...judgements].sort((a, b) => b.confidence - a.confidence);
  const points: RiskCoveragePoint[] = [];
  let wrong = 0;
  sorted.forEach(({ confidence, right }, index) => {
    if (!right) wrong++;
    if (sorted[index + 1]?.confidence === confidence) return;
    const n = index + 1;
    points.push({ threshold: confidence, n, coverage: n / sorted.length, risk: wrong / n });
  });
  return points;
}
