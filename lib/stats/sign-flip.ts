import { atOnce, type Steps } from '@/lib/core/steps';

/** Items x sums of a step: some milliseconds of work. */
const atATime = 2 ** 20;

/**
 * Two-sided p-value of the exact paired randomisation test (R. A. Fisher, The Design of Experiments, 1935, section
 * 21). If two systems are equally good on every item, the sign of each difference is arbitrary, so p is the
 * proportion of all sign patterns whose sum is at least as far from 0 as the observed one. For differences of -1, 0
 * and 1 it equals McNemar's exact test. Computed exactly from the distribution of the sum, one item at a time, in
 * items x sum of |differences| steps.
 *
 * @throws RangeError unless all differences are integers
 */
export const signFlip = (differences: readonly number[]): number => atOnce(signFlipSteps(differences));

/** {@link signFlip} as steps: of 10,000 items it takes seconds. */
export function* signFlipSteps(differences: readonly number[]): Steps<number> {
  const invalid = differences.find(difference => !Number.isSafeInteger(difference));
  if (invalid !== undefined) throw new RangeError(`${invalid} is not an integer`);
  const sizes = differences.filter(difference => difference !== 0).map(Math.abs);
  const most = sizes.reduce((sum, size) => sum + size, 0);
  const observed = Math.abs(differences.reduce((sum, difference) => sum + difference, 0));
  /** Probability of each partial sum, from -most to most; entries beyond `reach` are 0. */
  let [probabilities, next] = [new Float64Array(2 * most + 1), new Float64Array(2 * most + 1)];
  probabilities[most] = 1;
  let reach = 0;
  let work = 0;
  for (const size of sizes) {
    next.fill(0, most - reach - size, most + reach + size + 1);
    for (let at = most - reach; at <= most + reach; at++) {
      const half = (probabilities[at] ?? 0) / 2;
      if (half === 0) continue;
      next[at - size] = (next[at - size] ?? 0) + half;
      next[at + size] = (next[at + size] ?? 0) + half;
    }
    [probabilities, next] = [next, probabilities];
    reach += size;
    work += reach;
    if (work < atATime) continue;
    work = 0;
    yield;
  }
  let p = 0;
  for (let at = 0; at < probabilities.length; at++) if (Math.abs(at - most) >= observed) p += probabilities[at] ?? 0;
  return Math.min(1, p);
}
