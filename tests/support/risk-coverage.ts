import type { RiskCoveragePoint } from '@/lib/panels/ner/report/thresholds';
import type { Judgement } from '@/lib/stats/calibration';

/**
 * The curve of selective prediction (R. El-Yaniv and Y. Wiener, JMLR 11, 2010) from the judgements themselves, to check what the report
 * computes from counts against. It goes from the highest threshold down. There is one point for each
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
