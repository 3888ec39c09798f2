import { bootstrap } from '@/lib/stats/bootstrap';
import { wilson } from '@/lib/stats/wilson';
import { groupBy } from './group-by';
import type { Trial } from './trial';

/** A share of right answers with its 95 % interval, all in [0, 1]. */
export interface Score {
  share: number;
  low: number;
  high: number;
  /** Problems: what is drawn at random, so what the interval is about. */
  n: number;
  /** Trials: more than problems where problems were repeated. */
  trials: number;
  /** `wilson`: Wilson's interval of n trials. `bootstrap`: over problems. */
  method: 'wilson' | 'bootstrap';
}

/** Of all intervals by resampling: the same data give the same interval in every browser. */
export const intervalSeed = 1;

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * How many answers are right; null without a trial that can be checked. Problems are the unit of comparison: repeats of one problem are
 * not independent, so each problem counts once, with the mean over its repeats. Without repeats the interval is Wilson's. With them it
 * is the bootstrap over problems; where that has no width (all problems came out alike) or `resample` is false (it is slow), it is
 * Wilson's of that share for n = problems, which is never too narrow, as a problem's mean varies at most as much as one trial of it.
 */
export function score(trials: readonly Trial[], resample: boolean): Score | null {
  const checked = trials.filter(trial => trial.correct !== null);
  if (checked.length === 0) return null;
  const problems = [...groupBy(checked, trial => trial.problem).values()];
  const means = problems.map(group => mean(group.map(trial => (trial.correct ? 1 : 0))));
  const n = problems.length;
  const plain: Score = { ...wilson(mean(means) * n, n), n, trials: checked.length, method: 'wilson' };
  if (checked.length === n || !resample) return plain;
  const { low, high } = bootstrap(means, mean, { seed: intervalSeed });
  return low === null || high === null || low === high ? plain : { ...plain, low, high, method: 'bootstrap' };
}
