import type { Steps } from '@/lib/core/steps';
import { groupBy } from '@/lib/evaluation/group-by';
import { auroc } from '@/lib/stats/auroc';
import {
  binsByValue,
  brier,
  expectedCalibrationError,
  type Judgement,
  type ReliabilityBin,
} from '@/lib/stats/calibration';
import { crossFit } from '@/lib/stats/isotonic';
import type { AnnotatedSentence } from '../annotations';
import { goldPrediction } from '../demonstrations';
import { type EntityJudgement, judgementsOf } from '../judgements';
import { scoreTable } from '../voting/scores';

/** How far confidences are from the proportion that is right. Null where there is nothing to measure. */
export interface Calibration {
  n: number;
  right: number;
  /** One for each confidence that occurs, ascending. */
  bins: readonly ReliabilityBin[];
  ece: number | null;
  brier: number | null;
  auroc: number | null;
}

export function calibrationOf(judgements: readonly Judgement[]): Calibration {
  const bins = binsByValue(judgements);
  return {
    n: judgements.length,
    right: judgements.filter(({ right }) => right).length,
    bins,
    ece: expectedCalibrationError(bins),
    brier: brier(judgements),
    auroc: auroc(judgements),
  };
}

/** Shares of the votes read as confidences, and the same after recalibration; that is null where no part is left to fit it on. */
export interface CalibrationRow {
  votes: Calibration;
  recalibrated: Calibration | null;
}

export interface CalibrationReport extends CalibrationRow {
  byLabel: readonly (CalibrationRow & { label: string })[];
  /** Sentences that have gold, and those that have none and are left out. */
  judged: number;
  unjudged: number;
}

/** Which entities are judged: what won the vote, or every pair that an answer gave. */
export type JudgedPairs = 'voted' | 'tally';

/**
 * How far the votes of annotated sentences can be trusted. The recalibration is an isotonic regression on the sentences of the other half, so
 * that no sentence is judged by what was fitted on it. A step is one sentence.
 *
 * @param answers how many were asked for
 * @param labels their rows come first, in this order
 * @param seed draws the halves
 */
export function* calibrationSteps(
  sentences: readonly AnnotatedSentence[],
  pairs: JudgedPairs,
  answers: number,
  labels: readonly string[],
  seed: number,
): Steps<CalibrationReport> {
  const judgements: EntityJudgement[] = [];
  let judged = 0;
  for (const sentence of sentences) {
    const { id, text, entities } = sentence.result.sentence;
    if (!entities) continue;
    judged++;
    const gold = { mentions: goldPrediction({ text, entities }) };
    judgements.push(...judgementsOf(scoreTable(sentence[pairs]), { text, gold }, answers, id));
    yield;
  }
  const fitted = crossFit(judgements, ({ sentence }) => sentence, seed);
  const [before, after] = [judgements, fitted ?? []].map(list => groupBy(list, ({ label }) => label));
  const rowOf = (votes: readonly Judgement[], recalibrated: readonly Judgement[] | undefined): CalibrationRow => ({
    votes: calibrationOf(votes),
    recalibrated: recalibrated ? calibrationOf(recalibrated) : null,
  });
  const known = [...new Set([...labels, ...(before?.keys() ?? [])])];
  return {
    ...rowOf(judgements, fitted ?? undefined),
    byLabel: known.map(label => ({
      label,
      ...rowOf(before?.get(label) ?? [], fitted ? (after?.get(label) ?? []) : undefined),
    })),
    judged,
    unjudged: sentences.length - judged,
  };
}
