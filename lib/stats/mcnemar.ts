/**
 * Two-sided p-value of McNemar's exact test (Q. McNemar, Psychometrika 12, 1947) from the discordant counts: `b`
 * items that only one system got right, `c` that only the other got right. Under the null hypothesis b is binomial
 * with b + c trials at 1/2, so p = min(1, 2 P(X <= min(b, c))). Items on which both agree do not count; p = 1 where
 * there are no others.
 *
 * The tail is summed relative to its largest term. The factor 2^-n is applied to that term step by step while the
 * term grows: halving is exact, so nothing overflows and no precision is lost, for many thousands of items. A p below
 * about 1e-308 becomes 0.
 *
 * @throws RangeError unless both counts are non-negative integers
 */
export function mcnemar(b: number, c: number): number {
  if (![b, c].every(count => Number.isSafeInteger(count) && count >= 0))
    throw new RangeError(`${b} and ${c} are not counts`);
  const n = b + c;
  const least = Math.min(b, c);
  /** 2 C(n, least) / 2^n, without the halvings that remain in `halvings`. */
  let largest = 1;
  let halvings = n - 1;
  for (let i = 1; i <= least; i++) {
    largest *= (n - least + i) / i;
    for (; largest > 1 && halvings > 0; halvings--) largest /= 2;
  }
  /** Sum of C(n, k) / C(n, least) over k <= least; the terms shrink as k does. */
  let tail = 1;
  for (let k = least, term = 1; k > 0 && term > tail * Number.EPSILON; k--) {
    term *= k / (n - k + 1);
    tail += term;
  }
  return Math.min(1, largest * tail * 2 ** -halvings);
}
