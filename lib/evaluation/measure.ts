import { type DetectionScore, detectionScore } from './detection-score';
import { mean, type Score, score } from './score';
import type { Metric, Trial } from './trial';
import { answeredOf, type Unanswered, unansweredOf } from './unanswered';

/**
 * What a set of trials comes to: one strategy on one model, over all its problems or those of one size. All figures but `unanswered` are
 * of the trials that were answered.
 */
export interface Measure {
  unanswered: Unanswered;
  problems: number;
  trials: number;
  /** Trials that are right. */
  correct: number;
  /** Trials of which that can be told. */
  checked: number;
  /** Trials without a usable answer: it could not be read, or went beyond the bounds. */
  failed: number;
  /** Null where no answer can be checked. */
  score: Score | null;
  /** Mean over the trials that gave an answer; null without one. Only where the metric is `exact`. */
  editDistance: number | null;
  /** Only where the metric is `detection`. */
  detection: DetectionScore | null;
  /** Means a trial; null without trials, tokens also where an engine did not count them. */
  calls: number | null;
  promptTokens: number | null;
  completionTokens: number | null;
  /** Milliseconds, means a trial: see `Cost`. */
  totalCallTime: number | null;
  criticalPath: number | null;
  perSolved: PerSolved | null;
}

/** What was spent on all trials that can be checked, for every one that is right. */
export interface PerSolved {
  calls: number;
  /** Null where an engine did not count them. */
  promptTokens: number | null;
  completionTokens: number | null;
  /** Milliseconds, serial. */
  totalCallTime: number;
}

/** `resample` false spares the intervals that need the bootstrap, which takes a moment for many problems. */
export function measure(all: readonly Trial[], metric: Metric, resample = true): Measure {
  const trials = answeredOf(all);
  const checked = trials.filter(trial => trial.correct !== null);
  const correct = checked.filter(trial => trial.correct).length;
  const distances = trials.flatMap(({ distance }) => distance ?? []);
  const isCounted = trials.every(({ cost }) => cost.isCounted);
  const each = (quantity: (trial: Trial) => number) => (trials.length === 0 ? null : mean(trials.map(quantity)));
  return {
    unanswered: unansweredOf(all),
    problems: new Set(trials.map(trial => trial.problem)).size,
    trials: trials.length,
    correct,
    checked: checked.length,
    failed: trials.filter(({ result }) => 'failure' in result).length,
    score: score(trials, resample),
    editDistance: metric === 'exact' && distances.length > 0 ? mean(distances) : null,
    detection: metric === 'detection' ? detectionScore(trials, resample) : null,
    calls: each(({ cost }) => cost.calls),
    promptTokens: isCounted ? each(({ cost }) => cost.promptTokens) : null,
    completionTokens: isCounted ? each(({ cost }) => cost.completionTokens) : null,
    totalCallTime: each(({ cost }) => cost.totalCallTime),
    criticalPath: each(({ cost }) => cost.criticalPath),
    perSolved: correct === 0 ? null : perSolved(checked, correct),
  };
}

function perSolved(trials: readonly Trial[], solved: number): PerSolved {
  const each = (quantity: (trial: Trial) => number) => (mean(trials.map(quantity)) * trials.length) / solved;
  const isCounted = trials.every(({ cost }) => cost.isCounted);
  return {
    calls: each(({ cost }) => cost.calls),
    promptTokens: isCounted ? each(({ cost }) => cost.promptTokens) : null,
    completionTokens: isCounted ? each(({ cost }) => cost.completionTokens) : null,
    totalCallTime: each(({ cost }) => cost.totalCallTime),
  };
}

/** Prices in any currency per million tokens. */
export interface Prices {
  promptTokens: number;
  completionTokens: number;
}

/** What one solved problem costs, in the currency of the prices; null where tokens are not known or nothing was solved. */
export function money({ perSolved }: Pick<Measure, 'perSolved'>, prices: Prices): number | null {
  if (perSolved === null || perSolved.promptTokens === null || perSolved.completionTokens === null) return null;
  return (
    (perSolved.promptTokens * prices.promptTokens + perSolved.completionTokens * prices.completionTokens) / 1_000_000
  );
}
