import { atOnce, type Steps } from '@/lib/core/steps';
import { type Unanswered, unansweredOf } from '@/lib/evaluation/unanswered';
import type { UnitResult } from '@/lib/experiment/panel';
import type { BootstrapInterval } from '@/lib/stats/bootstrap';
import { holm } from '@/lib/stats/holm';
import type { Metric } from '../metrics/contract';
import { type Evaluation, evaluationOf, type LabelledCounts, ofLabel } from '../metrics/score';
import { compareScoresSteps, type ScoreComparison, scoreIntervalSteps } from '../metrics/uncertainty';
import { type Named, resultsOf, type TestResult } from '../result';
import { isAnswer, type System } from './systems';

type Tests = readonly Named<TestResult>[];

/** How well a system did on the test sentences that it answered and that have gold. */
export interface SystemScore {
  system: System;
  /** Sentences that the metric judges. */
  n: number;
  /** Of a condition: calls that got no answer. */
  unanswered: Unanswered;
  /** Answers that could not be read; they are judged as empty. */
  unreadable: number;
  /** Answers that ended at the limit of their tokens; what of them is whole is judged. */
  cut: number;
  /** `sentences` has a place for each test sentence, so that two systems can be paired. */
  evaluation: Evaluation;
}

export interface SystemReport extends SystemScore {
  /** Of F1. */
  interval: BootstrapInterval;
  /**
   * Against the system that the others are compared with, on the sentences that both answered; null for that one itself. `p` is corrected
   * by Holm over all comparisons.
   */
  comparison: ScoreComparison | null;
}

/** The scores of systems on test sentences, in the order of the systems; a step is one sentence. */
export function* scoreSteps(
  systems: readonly System[],
  tests: Tests,
  labels: readonly string[],
  metric: Metric,
): Steps<SystemScore[]> {
  const scores: SystemScore[] = [];
  for (const system of systems) {
    const counts: (LabelledCounts | null)[] = [];
    for (const { value } of tests) {
      const judged = system.judge(value);
      counts.push(judged && metric.count(judged, labels));
      yield;
    }
    const answers = tests.map(({ value }) => value.conditions[system.id]);
    scores.push({
      system,
      n: counts.filter(one => one !== null).length,
      unanswered: unansweredOf(answers.flatMap(one => (one && 'failure' in one ? [{ result: one }] : []))),
      unreadable: answers.filter(one => isAnswer(one) && one.unreadable !== null).length,
      cut: answers.filter(one => isAnswer(one) && one.cut).length,
      evaluation: evaluationOf(metric, counts, labels),
    });
  }
  return scores;
}

/** {@link scoreSteps} at once. */
export const scoreTests = (...given: Parameters<typeof scoreSteps>): SystemScore[] => atOnce(scoreSteps(...given));

/** Resamples of an interval: a third decimal of F1 in points is noise anyhow. */
const resamples = 1000;

/** @param id of the system that the others are compared with; the first where there is none of that id */
export const baselineOf = (scores: readonly SystemScore[], id?: string): SystemScore | undefined =>
  scores.find(({ system }) => system.id === id) ?? scores[0];

/** Scores with intervals, and with the comparison of each system with one of them: see {@link baselineOf}. */
export function* reportSteps(scores: readonly SystemScore[], seed: number, against?: string): Steps<SystemReport[]> {
  const options = { seed, resamples };
  const baseline = baselineOf(scores, against);
  const reports: SystemReport[] = [];
  for (const score of scores) {
    const interval = yield* scoreIntervalSteps(score.evaluation, 'f1', options);
    const comparison =
      baseline && score !== baseline
        ? yield* compareScoresSteps(score.evaluation, baseline.evaluation, 'f1', options)
        : null;
    reports.push({ ...score, interval, comparison });
  }
  return withHolm(reports);
}

/** Systems that have no sentence in common are not compared, and count for no correction. */
function withHolm(reports: readonly SystemReport[]): SystemReport[] {
  const tested = reports.flatMap(({ comparison }) => (comparison && comparison.n > 0 ? [comparison] : []));
  const corrected = holm(tested.map(({ p }) => p));
  return reports.map(report => {
    const { comparison } = report;
    if (!comparison) return report;
    return { ...report, comparison: { ...comparison, p: corrected[tested.indexOf(comparison)] ?? comparison.p } };
  });
}

/** Scores and reports at once, against the first system. */
export const compareSystems = (
  systems: readonly System[],
  tests: Tests,
  labels: readonly string[],
  metric: Metric,
  seed: number,
): SystemReport[] => atOnce(reportSteps(scoreTests(systems, tests, labels, metric), seed));

/** F1 of one label for each system, in the order of the systems. */
export interface LabelReport {
  label: string;
  /** Entities of the gold annotation, over all test sentences that some system answered. */
  gold: number;
  intervals: { system: System; interval: BootstrapInterval; n: number }[];
}

/** F1 by label with intervals; empty for a metric that does not look at labels. Labels without gold and predictions are left out. */
export function* labelReportSteps(scores: readonly SystemScore[], seed: number): Steps<LabelReport[]> {
  const labels = new Set(scores.flatMap(({ evaluation }) => [...evaluation.byLabel.keys()]));
  const reports: LabelReport[] = [];
  for (const label of labels) {
    const counted = scores.map(({ evaluation }) => evaluation.byLabel.get(label)?.counts);
    if (counted.every(counts => !counts || counts.gold + counts.predicted === 0)) continue;
    const intervals: LabelReport['intervals'] = [];
    for (const { system, evaluation, n } of scores) {
      const interval = yield* scoreIntervalSteps(ofLabel(evaluation, label), 'f1', { seed, resamples });
      intervals.push({ system, interval, n });
    }
    reports.push({ label, gold: Math.max(0, ...counted.map(counts => counts?.gold ?? 0)), intervals });
  }
  return reports;
}

/**
 * The labels of a run in the order of its prompts, as its first result tells: one order for pages, tables and files, so that a label looks
 * alike everywhere. In a run of before results told them, those of the settings, or else of the gold annotations.
 */
export function labelsOfResults(results: readonly UnitResult[], asked: readonly string[]): string[] {
  const told = resultsOf(results, 'annotation')[0] ?? resultsOf(results, 'test')[0];
  if (told?.value.labels) return told.value.labels;
  if (asked.length > 0) return [...asked];
  const labels = new Set<string>();
  for (const kind of ['annotation', 'test'] as const)
    for (const { value } of resultsOf(results, kind))
      for (const { label } of value.sentence.entities ?? []) labels.add(label);
  return [...labels];
}
