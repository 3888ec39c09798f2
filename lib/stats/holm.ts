/**
 * Holm's correction (S. Holm, Scandinavian Journal of Statistics 6, 1979) of the p-values of m tests: multiplies the
 * i-th smallest by m - i + 1, makes the results monotone and caps them at 1. Returns them in the given order.
 * Compared with a level, they keep the probability of at least one false finding at or below it, whether or not the
 * tests are independent.
 */
export function holm(ps: readonly number[]): number[] {
  const ascending = ps.map((p, index) => ({ p, index })).sort((x, y) => x.p - y.p);
  const corrected = new Array<number>(ps.length);
  let least = 0;
  ascending.forEach(({ p, index }, rank) => {
    least = Math.max(least, Math.min(1, p * (ps.length - rank)));
    corrected[index] = least;
  });
  return corrected;
}
