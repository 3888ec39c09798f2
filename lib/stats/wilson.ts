/** A proportion with its interval, all in [0, 1]. */
export interface Interval {
  share: number;
  low: number;
  high: number;
}

/** Two-sided 95 % quantile of the normal distribution. */
const Z95 = 1.959963984540054;

/**
 * Wilson's score interval of a binomial proportion (E. B. Wilson, JASA 1927), 95 % by default. Unlike the normal
 * approximation it is valid at 0 %, at 100 % and for few trials. Without trials it is [0, 1].
 */
export function wilson(successes: number, trials: number, z = Z95): Interval {
  if (trials === 0) return { share: 0, low: 0, high: 1 };
  const share = successes / trials;
  const scale = 1 + (z * z) / trials;
  const centre = (share + (z * z) / (2 * trials)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  return { share, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
