import type { Scoring } from '../selection/contract';

/** The scores in [low, high). */
export interface ScoreBin {
  low: number;
  high: number;
  n: number;
  /** How many of them reach the threshold. */
  kept: number;
}

export interface ScoreHistogram {
  /** Ascending, from 0, of equal width, the empty ones included. The last begins at the number of answers: it holds what all answers agree on. */
  bins: readonly ScoreBin[];
  width: number;
  n: number;
  kept: number;
}

/** Bins below that of full agreement where scores are means. */
const binsOfMeans = 20;

/** Sums of fractions miss a bound by less than this. */
const tolerance = 1e-9;

/**
 * Scores in bins that begin at their lower bound, so that a line at a threshold has what stays on its right side: whole votes for entities,
 * twentieths of the answers for means.
 *
 * @param threshold null where nothing is left out by its score
 */
export function histogramOf(
  scores: readonly number[],
  of: Scoring['of'],
  answers: number,
  threshold: number | null,
): ScoreHistogram {
  const count = of === 'entity' ? answers : binsOfMeans;
  const width = answers / count;
  const bins = Array.from({ length: count + 1 }, (_, at) => ({
    low: at * width,
    high: (at + 1) * width,
    n: 0,
    kept: 0,
  }));
  let all = 0;
  for (const score of scores) {
    const bin = bins[Math.min(count, Math.floor(score / width + tolerance))];
    if (!bin) continue;
    bin.n++;
    if (threshold !== null && score < threshold) continue;
    bin.kept++;
    all++;
  }
  return { bins, width, n: scores.length, kept: all };
}
