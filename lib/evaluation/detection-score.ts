import { bootstrap } from '@/lib/stats/bootstrap';
import { countDetections, type DetectionCounts, f1, gMean, precision, recall } from '@/lib/stats/detection';
import { groupBy } from './group-by';
import { intervalSeed } from './score';
import type { Trial } from './trial';
import { answeredOf } from './unanswered';

/** A figure in [0, 1] with its 95 % bootstrap interval. Value null: 0/0. Bounds null: not resampled (yet), or undefined. */
export interface Figure {
  value: number | null;
  low: number | null;
  high: number | null;
}

/** How well contradictions were found; positive is `yes`, the text contradicts its source. Accuracy is the plain `score`. */
export interface DetectionScore {
  counts: DetectionCounts;
  precision: Figure;
  recall: Figure;
  f1: Figure;
  gMean: Figure;
}

const measures = { precision, recall, f1, gMean };

/**
 * Over the trials that were answered and whose truth is known; null without one. An item without a readable answer counts as answered
 * wrongly: to leave it out would reward a strategy for failing on hard ones. Resamples draw problems, each with all its repeats.
 */
export function detectionScore(trials: readonly Trial[], resample: boolean): DetectionScore | null {
  const known = answeredOf(trials).filter(({ truth }) => truth === 'yes' || truth === 'no');
  if (known.length === 0) return null;
  const clusters = [...groupBy(known, trial => trial.problem).values()].map(group =>
    countDetections(group.map(pairOf)),
  );
  const counts = add(clusters);
  const figure = (measure: (counts: DetectionCounts) => number | null): Figure => {
    if (!resample) return { value: measure(counts), low: null, high: null };
    const { value, low, high } = bootstrap(clusters, drawn => measure(add(drawn)), { seed: intervalSeed });
    return { value, low, high };
  };
  return {
    counts,
    precision: figure(measures.precision),
    recall: figure(measures.recall),
    f1: figure(measures.f1),
    gMean: figure(measures.gMean),
  };
}

function pairOf({ truth, result }: Trial) {
  const isPositive = truth === 'yes';
  return { truth: isPositive, predicted: 'answer' in result ? result.answer === 'yes' : !isPositive };
}

function add(all: readonly DetectionCounts[]): DetectionCounts {
  const sum = { truePositives: 0, falsePositives: 0, trueNegatives: 0, falseNegatives: 0 };
  for (const counts of all) {
    sum.truePositives += counts.truePositives;
    sum.falsePositives += counts.falsePositives;
    sum.trueNegatives += counts.trueNegatives;
    sum.falseNegatives += counts.falseNegatives;
  }
  return sum;
}
