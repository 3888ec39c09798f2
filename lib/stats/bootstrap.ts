import { random } from '@/lib/core/random';
import { atOnce, type Steps } from '@/lib/core/steps';

/**
 * A statistic of a list of items; null where it is undefined. It must not keep the list: the next resample overwrites
 * it.
 */
export type Statistic<T> = (items: readonly T[]) => number | null;

export interface BootstrapOptions {
  /** The same seed, items and statistic give the same interval everywhere. */
  seed: number;
  /** Default 2,000. */
  resamples?: number;
  /** Default 0.95. */
  confidence?: number;
}

/** A statistic of the items and its interval. `low` and `high` are null where the statistic is undefined. */
export interface BootstrapInterval {
  value: number | null;
  low: number | null;
  high: number | null;
  confidence: number;
  resamples: number;
  /**
   * Number of resamples on which the statistic was undefined. The interval excludes them; show this number if it is
   * not 0.
   */
  undefinedResamples: number;
}

/**
 * Percentile bootstrap (B. Efron, Annals of Statistics 7, 1979; the interval: Efron and Tibshirani, An Introduction
 * to the Bootstrap, 1993, chapter 13). Each resample draws `items.length` items with replacement; the interval
 * consists of quantiles of the statistic over the resamples. Use it for statistics without a closed-form interval,
 * such as F1 and G-mean. For a proportion use `wilson`, because the bootstrap interval has zero width when all items
 * are equal. Takes `resamples` evaluations of the statistic.
 *
 * @throws RangeError unless `resamples` is a positive integer and `confidence` lies within (0, 1)
 */
export const bootstrap = <T>(
  items: readonly T[],
  statistic: Statistic<T>,
  options: BootstrapOptions,
): BootstrapInterval => atOnce(bootstrapSteps(items, statistic, options));

/** {@link bootstrap} as steps, one a resample: thousands of items take long. */
export function* bootstrapSteps<T>(
  items: readonly T[],
  statistic: Statistic<T>,
  { seed, resamples = 2000, confidence = 0.95 }: BootstrapOptions,
): Steps<BootstrapInterval> {
  if (!Number.isInteger(resamples) || resamples < 1) throw new RangeError(`${resamples} is not a number of resamples`);
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`${confidence} is not a confidence level`);
  const value = statistic(items);
  const none = { value, low: null, high: null, confidence, resamples, undefinedResamples: 0 };
  if (value === null || items.length === 0) return none;

  const stream = random(seed).fork('bootstrap');
  const resampled = items.slice();
  const values: number[] = [];
  for (let resample = 0; resample < resamples; resample++) {
    for (let i = 0; i < resampled.length; i++) resampled[i] = items[stream.integer(0, items.length - 1)] as T;
    const statisticValue = statistic(resampled);
    if (statisticValue !== null) values.push(statisticValue);
    yield;
  }
  if (values.length === 0) return { ...none, undefinedResamples: resamples };
  values.sort((a, b) => a - b);
  return {
    ...none,
    low: quantile(values, (1 - confidence) / 2),
    high: quantile(values, (1 + confidence) / 2),
    undefinedResamples: resamples - values.length,
  };
}

/**
 * The interval of `statistic(a) - statistic(b)` for two systems on the same items. `a[i]` and `b[i]` belong to one
 * item and are resampled together, so the difficulty of an item cancels out (P. Koehn, EMNLP 2004). A step is one
 * resample.
 *
 * @throws RangeError where `a` and `b` differ in length, and as `bootstrap` does
 */
export function bootstrapDifferenceSteps<T>(
  a: readonly T[],
  b: readonly T[],
  statistic: Statistic<T>,
  options: BootstrapOptions,
): Steps<BootstrapInterval> {
  if (a.length !== b.length) throw new RangeError(`${a.length} and ${b.length} items are not pairs`);
  const difference = (indices: readonly number[]) => {
    const first = statistic(indices.map(i => a[i] as T));
    const second = statistic(indices.map(i => b[i] as T));
    return first === null || second === null ? null : first - second;
  };
  return bootstrapSteps(Array.from(a.keys()), difference, options);
}

/**
 * Interpolates linearly between the two nearest ascending values: type 7 of Hyndman and Fan (1996), the default of R
 * and NumPy.
 */
function quantile(ascending: readonly number[], share: number): number {
  const place = (ascending.length - 1) * share;
  const below = ascending[Math.floor(place)] as number;
  const above = ascending[Math.ceil(place)] as number;
  return below + (above - below) * (place - Math.floor(place));
}
