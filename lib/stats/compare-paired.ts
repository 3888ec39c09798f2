import { mcnemar } from './mcnemar';
import { newcombePaired } from './newcombe';

export type Verdict = 'no evidence of a difference' | 'a is better' | 'b is better';

/** The comparison of two systems on the same n items. */
export interface PairedComparison {
  n: number;
  /** Number of items that a got right and b got wrong. */
  onlyA: number;
  onlyB: number;
  /** Proportion right of a minus proportion right of b, in [-1, 1]; 0 without items. */
  difference: number;
  /** 95 % interval, from `newcombePaired`. */
  interval: { low: number; high: number };
  /** From `mcnemar`. */
  p: number;
  /**
   * From `verdict(difference, p)`, for this pair alone. For several pairs, call `verdict` with the p-values corrected
   * by `holm`.
   */
  verdict: Verdict;
}

/**
 * Compares two systems by the items that each got right; `a[i]` and `b[i]` belong to one item. The verdict follows
 * the exact test, which is conservative; the interval is approximate, so it can exclude 0 where the verdict is 'no
 * evidence'.
 *
 * @throws RangeError where `a` and `b` differ in length
 */
export function comparePaired(a: readonly boolean[], b: readonly boolean[]): PairedComparison {
  if (a.length !== b.length) throw new RangeError(`${a.length} and ${b.length} items are not pairs`);
  const counts = { both: 0, onlyA: 0, onlyB: 0, neither: 0 };
  a.forEach((right, i) => counts[right ? (b[i] ? 'both' : 'onlyA') : b[i] ? 'onlyB' : 'neither']++);
  const { onlyA, onlyB } = counts;
  const difference = a.length === 0 ? 0 : (onlyA - onlyB) / a.length;
  const p = mcnemar(onlyA, onlyB);
  const n = a.length;
  return { n, onlyA, onlyB, difference, interval: newcombePaired(counts), p, verdict: verdict(difference, p) };
}

/**
 * Interprets a difference and its (corrected) p-value at the 5 % level. No evidence of a difference is not evidence
 * of equality.
 */
export function verdict(difference: number, p: number, level = 0.05): Verdict {
  if (p > level || difference === 0) return 'no evidence of a difference';
  return difference > 0 ? 'a is better' : 'b is better';
}
