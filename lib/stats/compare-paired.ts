import { mcnemar } from './mcnemar';
import { newcombePaired } from './newcombe';

export type Verdict = 'no evidence of a difference' | 'a is better' | 'b is better';

/** Two systems on the same n items. */
export interface PairedComparison {
  n: number;
  /** Items that a got right and b did not. */
  onlyA: number;
  onlyB: number;
  /** Share right of a minus share right of b, in [-1, 1]; 0 without items. */
  difference: number;
  /** 95 %, by `newcombePaired`. */
  interval: { low: number; high: number };
  /** By `mcnemar`. */
  p: number;
  /** By `verdict` from p, for this pair alone: where several pairs are compared, ask `verdict` again with the p of `holm`. */
  verdict: Verdict;
}

/**
 * Compares two systems by whether each got the items right: `a[i]` and `b[i]` are one item. The verdict follows the exact test, which is
 * cautious; the interval is approximate, so it can just leave out 0 where the verdict is 'no evidence'.
 *
 * Throws RangeError where `a` and `b` differ in length.
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

/** What a difference and its (corrected) p-value say at the 5 % level. No evidence of a difference is not evidence of equality. */
export function verdict(difference: number, p: number, level = 0.05): Verdict {
  if (p > level || difference === 0) return 'no evidence of a difference';
  return difference > 0 ? 'a is better' : 'b is better';
}
