import type { Steps } from '@/lib/core/steps';
import { holm } from '@/lib/stats/holm';
import { testScoresSteps } from '../metrics/uncertainty';
import type { SystemScore } from './comparison';

/** What the model's own annotations as demonstrations did to F1. */
export interface Verdict {
  none: SystemScore;
  /** The best of the conditions with self-annotated demonstrations, and the worst. */
  best: SystemScore;
  worst: SystemScore;
  /** How many of those there are, and how many have a lower F1 than no demonstrations. */
  ways: number;
  lower: number;
  /** F1 of the best less F1 without demonstrations, as a share. */
  difference: number;
  /** Sentences that both answered. */
  n: number;
  /** Corrected by Holm for all comparisons with no demonstrations. */
  p: number;
  /** Whether the difference is called more than chance. */
  isMoreThanChance: boolean;
  comparisons: number;
}

/** Of p: a smaller one is called more than chance. */
const level = 0.05;

/** Null where the run has no such conditions, or one of the two has no score. */
export function* verdictSteps(scores: readonly SystemScore[]): Steps<Verdict | null> {
  const f1 = ({ evaluation }: SystemScore): number | null => evaluation.total.score.f1;
  const none = scores.find(({ system }) => system.source === 'none');
  const own = scores.filter(score => score.system.source === 'self' && f1(score) !== null);
  const without = none && f1(none);
  if (!none || typeof without !== 'number' || own.length === 0) return null;
  const best = own.reduce((most, score) => ((f1(score) ?? 0) > (f1(most) ?? 0) ? score : most));
  const worst = own.reduce((least, score) => ((f1(score) ?? 0) < (f1(least) ?? 0) ? score : least));
  const tests: { score: SystemScore; n: number; p: number }[] = [];
  for (const score of scores) {
    if (score === none) continue;
    const test = yield* testScoresSteps(score.evaluation, none.evaluation);
    if (test.n > 0) tests.push({ score, ...test });
  }
  const corrected = holm(tests.map(({ p }) => p));
  const at = tests.findIndex(({ score }) => score === best);
  const p = corrected[at] ?? 1;
  return {
    ...{ none, best, worst, ways: own.length, comparisons: tests.length },
    lower: own.filter(score => (f1(score) ?? 0) < without).length,
    difference: (f1(best) ?? 0) - without,
    n: tests[at]?.n ?? 0,
    ...{ p, isMoreThanChance: p < level },
  };
}
