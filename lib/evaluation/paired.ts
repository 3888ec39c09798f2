import { bootstrap } from '@/lib/stats/bootstrap';
import { comparePaired, type PairedComparison, type Verdict, verdict } from '@/lib/stats/compare-paired';
import { holm } from '@/lib/stats/holm';
import { signFlip } from '@/lib/stats/sign-flip';
import { groupBy } from './group-by';
import { intervalSeed, mean } from './score';
import { isAnswered, type Trial } from './trial';

/** Two columns on the problems that both answered and that can be checked. `n` counts problems. */
export interface Paired extends Omit<PairedComparison, 'verdict'> {
  /** Trials that both answered, more than `n` where problems were repeated. */
  trials: number;
  /** Trials that both made and that are left out, because one of the two got no answer. */
  unanswered: number;
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
  const { shared, unanswered } = bothOf(a, b);
  const problems = [...groupBy(shared, both => both.problem).values()];
  if (problems.length === shared.length) {
    const { verdict: _alone, ...compared } = comparePaired(
      shared.map(both => both.a),
      shared.map(both => both.b),
    );
    return { ...compared, trials: shared.length, unanswered, method: 'mcnemar' };
  }
  /** Repeats that only a got right, less those that only b did. */
  const leads = problems.map(group => group.reduce((sum, both) => sum + Number(both.a) - Number(both.b), 0));
  const differences = leads.map((lead, place) => lead / (problems[place]?.length ?? 1));
  const { low, high } = resample ? bootstrap(differences, mean, { seed: intervalSeed }) : { low: null, high: null };
  return {
    n: problems.length,
    trials: shared.length,
    unanswered,
    onlyA: leads.filter(lead => lead > 0).length,
    onlyB: leads.filter(lead => lead < 0).length,
    difference: mean(differences),
    interval: { low: low ?? -1, high: high ?? 1 },
    p: signFlip(leads),
    method: 'sign-flip',
  };
}

/** By problem and repeat. */
function bothOf(a: readonly Trial[], b: readonly Trial[]): { shared: Both[]; unanswered: number } {
  const key = ({ problem, repeat }: Trial) => `${problem}\n${repeat}`;
  const others = new Map(b.map(trial => [key(trial), trial]));
  const shared: Both[] = [];
  let unanswered = 0;
  for (const trial of a) {
    const other = others.get(key(trial));
    if (!other) continue;
    if (!isAnswered(trial.result) || !isAnswered(other.result)) unanswered++;
    else if (trial.correct !== null && other.correct !== null) {
      shared.push({ problem: trial.problem, a: trial.correct, b: other.correct });
    }
  }
  return { shared, unanswered };
}

/** `not enough answered`: the two have no answered problem in common, so that there is nothing to test. */
export type PairVerdict = Verdict | 'not enough answered';

/** One pair of many: `corrected` is its p after Holm's correction for all that can be tested, which the verdict follows. */
export interface CorrectedPair extends Paired {
  a: string;
  b: string;
  corrected: number;
  verdict: PairVerdict;
}

/** All pairs of some columns (trials by column id), corrected for the number of those that can be tested. */
export function allPairs(columns: ReadonlyMap<string, readonly Trial[]>): CorrectedPair[] {
  const ids = [...columns.keys()];
  const pairs = ids.flatMap((a, place) =>
    ids.slice(place + 1).map(b => ({ a, b, ...pair(columns.get(a) ?? [], columns.get(b) ?? [], false) })),
  );
  const tested = pairs.filter(({ n }) => n > 0);
  const corrected = new Map(holm(tested.map(({ p }) => p)).map((p, place) => [tested[place], p]));
  return pairs.map(compared => {
    const p = corrected.get(compared);
    return p === undefined
      ? { ...compared, corrected: 1, verdict: 'not enough answered' }
      : { ...compared, corrected: p, verdict: verdict(compared.difference, p) };
  });
}
