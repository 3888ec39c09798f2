import type { Judgement } from './calibration';

/**
 * Area under the ROC curve: the probability that a right answer has a higher confidence than a wrong one, where equal confidences count half
 * (J. A. Hanley and B. J. McNeil, Radiology 143, 1982). Null where all answers are right or all are wrong.
 */
export function auroc(judgements: readonly Judgement[]): number | null {
  const sorted = [...judgements].sort((a, b) => a.confidence - b.confidence);
  let wrongBelow = 0;
  let wins = 0;
  for (let at = 0; at < sorted.length;) {
    const value = sorted[at]?.confidence;
    const equal = { right: 0, wrong: 0 };
    for (; at < sorted.length && sorted[at]?.confidence === value; at++) equal[sorted[at]?.right ? 'right' : 'wrong']++;
    wins += equal.right * (wrongBelow + equal.wrong / 2);
    wrongBelow += equal.wrong;
  }
  const right = judgements.length - wrongBelow;
  return right === 0 || wrongBelow === 0 ? null : wins / (right * wrongBelow);
}
