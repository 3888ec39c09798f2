/**
 * Holm's correction (S. Holm, Scandinavian Journal of Statistics 6, 1979) of the p-values of m tests: the i-th smallest is multiplied
 * by m - i + 1, none comes out smaller than a smaller one's, and none above 1. Returned in the order given, to be held against the
 * same level. Then the chance of even one false finding is at most that level, whatever the tests have to do with one another.
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
