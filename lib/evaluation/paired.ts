import { bootstrap } from '@/lib/stats/bootstrap';
import { comparePaired, type PairedComparison, type Verdict, verdict } from '@/lib/stats/compare-paired';
import { holm } from '@/lib/stats/holm';
import { signFlip } from '@/lib/stats/sign-flip';
import { groupBy } from './group-by';
import { intervalSeed, mean } from './score';
import type { Trial } from './trial';

/** Two columns on the problems that both tried and that can be checked. `n` counts problems. */
export interface Paired extends Omit<PairedComparison, 'verdict'> {
  /** Trials that both made, more than `n` where problems were repeated. */
  trials: number;
  /**
   * `mcnemar` without repeats: McNemar's exact test, and Newcombe's interval. `sign-flip` with them: each problem is one difference of
   * means over its repeats, tested by flipping signs, with a bootstrap over problems as the interval.
   */
  method: 'mcnemar' | 'sign-flip';
}

interface Both {
  problem: string;
  a: boolean;
  b: boolean;
}

/** Compares two columns. The interval with repeats is the slow part: without `resample` it is [-1, 1]. */
export function pair(a: readonly Trial[], b: readonly Trial[], resample = true): Paired {
  const shared = bothOf(a, b);
  const problems = [...groupBy(shared, both => both.problem).values()];
  if (problems.length === shared.length) {
    const { verdict: _alone, ...compared } = comparePaired(
      shared.map(both => both.a),
      shared.map(both => both.b),
    );
    return { ...compared, trials: shared.length, method: 'mcnemar' };
  }
  /** Repeats that only a got right, less those that only b did. */
  const leads = problems.map(group => group.reduce((sum, both) => sum + Number(both.a) - Number(both.b), 0));
  const differences = leads.map((lead, place) => lead / (problems[place]?.length ?? 1));
  const { low, high } = resample ? bootstrap(differences, mean, { seed: intervalSeed }) : { low: null, high: null };
  return {
    n: problems.length,
    trials: shared.length,
    onlyA: leads.filter(lead => lead > 0).length,
    onlyB: leads.filter(lead => lead < 0).length,
    difference: mean(differences),
    interval: { low: low ?? -1, high: high ?? 1 },
    p: signFlip(leads),
    method: 'sign-flip',
  };
}

/** By problem and repeat. */
function bothOf(a: readonly Trial[], b: readonly Trial[]): Both[] {
  const key = ({ problem, repeat }: Trial) => `${problem}\n${repeat}`;
  const others = new Map(b.map(trial => [key(trial), trial.correct]));
  return a.flatMap(trial => {
    const other = others.get(key(trial));
    if (trial.correct === null || other === undefined || other === null) return [];
    return [{ problem: trial.problem, a: trial.correct, b: other }];
  });
}

/** One pair of many: `corrected` is its p after Holm's correction for all of them, which the verdict follows. */
export interface CorrectedPair extends Paired {
  a: string;
  b: string;
  corrected: number;
  verdict: Verdict;
}

/** All pairs of some columns (trials by column id), corrected for their number. */
export function allPairs(columns: ReadonlyMap<string, readonly Trial[]>): CorrectedPair[] {
  const ids = [...columns.keys()];
  const pairs = ids.flatMap((a, place) =>
    ids.slice(place + 1).map(b => ({ a, b, ...pair(columns.get(a) ?? [], columns.get(b) ?? [], false) })),
  );
  const corrected = holm(pairs.map(({ p }) => p));
  return pairs.map((compared, place) => {
    const p = corrected[place] ?? 1;
    return { ...compared, corrected: p, verdict: verdict(compared.difference, p) };
  });
}
