/**
 * One judged item. Positive is the class that the detector looks for: in arXiv 2402.05359, a text that contradicts
 * its document.
 */
export interface DetectionPair {
  truth: boolean;
  predicted: boolean;
}

/** The four cells of the confusion matrix. */
export interface DetectionCounts {
  truePositives: number;
  falsePositives: number;
  trueNegatives: number;
  falseNegatives: number;
}

/**
 * Counts the four cells. An item without a readable answer is not a pair: the caller either counts it as wrong
 * (predicted = not truth) or leaves it out, and reports which.
 */
export function countDetections(pairs: readonly DetectionPair[]): DetectionCounts {
  const counts = { truePositives: 0, falsePositives: 0, trueNegatives: 0, falseNegatives: 0 };
  for (const { truth, predicted } of pairs) {
    if (predicted) counts[truth ? 'truePositives' : 'falsePositives']++;
    else counts[truth ? 'falseNegatives' : 'trueNegatives']++;
  }
  return counts;
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** TP / (TP + FP); null where the detector flagged no item. */
export const precision = (c: DetectionCounts): number | null =>
  ratio(c.truePositives, c.truePositives + c.falsePositives);

/** TP / (TP + FN); null where no item is positive. */
export const recall = (c: DetectionCounts): number | null => ratio(c.truePositives, c.truePositives + c.falseNegatives);

/**
 * 2 TP / (2 TP + FP + FN) (C. J. van Rijsbergen, Information Retrieval, 1979). Equals the harmonic mean of precision
 * and recall wherever that is defined, and is 0 for a detector that flags nothing although some items are positive.
 * Null only where nothing is flagged and nothing is positive.
 */
export const f1 = (c: DetectionCounts): number | null =>
  ratio(2 * c.truePositives, 2 * c.truePositives + c.falsePositives + c.falseNegatives);

/**
 * sqrt(precision x recall), the G-Mean of arXiv 2402.05359; null where either is null, so also for a detector that flags nothing. Other
 * authors call this the Fowlkes-Mallows index (JASA 1983) and use "G-mean" for the geometric mean of sensitivity and specificity; the two
 * are not comparable.
 */
export function gMean(c: DetectionCounts): number | null {
  const [p, r] = [precision(c), recall(c)];
  return p === null || r === null ? null : Math.sqrt(p * r);
}
