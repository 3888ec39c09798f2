import { type Unanswered, unansweredOf } from '@/lib/evaluation/unanswered';
import type { UnitResult } from '@/lib/experiment/panel';
import type { BootstrapInterval } from '@/lib/stats/bootstrap';
import { holm } from '@/lib/stats/holm';
import { predictionOfAnswer } from '../annotations';
import type { Condition } from '../conditions';
import type { Counts, Judged, Metric } from '../metrics/contract';
import { judge } from '../metrics/judge';
import { evaluate, type Evaluation } from '../metrics/score';
import { compareScores, type ScoreComparison, scoreInterval } from '../metrics/uncertainty';
import { type AnswerResult, type ConditionResult, type Named, resultsOf, type TestResult } from '../result';

/** How well a condition did on the test sentences that it answered and that have gold. */
export interface ConditionScore {
  condition: Condition;
  /** Sentences that are judged. */
  n: number;
  unanswered: Unanswered;
  /** Answers that could not be read; they are judged as empty. */
  unreadable: number;
  /** `sentences` has a place for each test sentence, so that two conditions can be paired. */
  evaluation: Evaluation;
}

export interface ConditionReport extends ConditionScore {
  /** Of F1. */
  interval: BootstrapInterval;
  /** Against the first condition, on the sentences that both answered; null for the first itself. `p` is corrected by Holm over all of them. */
  comparison: ScoreComparison | null;
}

const isAnswer = (result: ConditionResult | undefined): result is Extract<ConditionResult, AnswerResult> =>
  result !== undefined && 'pairs' in result;

/** The judgement of a condition's answer to a sentence; null where there is no answer or no gold. */
export const judgedOf = ({ sentence, conditions }: TestResult, id: string): Judged | null => {
  const result = conditions[id];
  return isAnswer(result) && sentence.entities ? judge(sentence, predictionOfAnswer(result)) : null;
};

/** The scores of conditions on test sentences, in the order of the conditions. */
export function scoreTests(
  conditions: readonly Condition[],
  tests: readonly Named<TestResult>[],
  labels: readonly string[],
  metric: Metric,
): ConditionScore[] {
  return conditions.map(condition => {
    const judged = tests.map(({ value }) => judgedOf(value, condition.id));
    const present = judged.filter(item => item !== null);
    const evaluation = evaluate(metric, present, labels);
    let at = 0;
    const sentences = judged.map((item): Counts | null => (item ? (evaluation.sentences[at++] ?? null) : null));
    const answers = tests.map(({ value }) => value.conditions[condition.id]);
    return {
      condition,
      n: present.length,
      unanswered: unansweredOf(answers.flatMap(one => (one && 'failure' in one ? [{ result: one }] : []))),
      unreadable: answers.filter(one => isAnswer(one) && one.unreadable !== null).length,
      evaluation: { ...evaluation, sentences },
    };
  });
}

/** Resamples of an interval: a third decimal of F1 in points is noise anyhow. */
const resamples = 1000;

/** The same with intervals, and with the comparison of each condition with the first. */
export function compareConditions(
  conditions: readonly Condition[],
  tests: readonly Named<TestResult>[],
  labels: readonly string[],
  metric: Metric,
  seed: number,
): ConditionReport[] {
  const options = { seed, resamples };
  const [first, ...others] = scoreTests(conditions, tests, labels, metric);
  if (!first) return [];
  const comparisons = others.map(({ evaluation }) => compareScores(evaluation, first.evaluation, 'f1', options));
  const corrected = holm(comparisons.map(({ p }) => p));
  return [
    { ...first, interval: scoreInterval(first.evaluation, 'f1', options), comparison: null },
    ...others.map((score, index): ConditionReport => {
      const comparison = comparisons[index];
      return {
        ...score,
        interval: scoreInterval(score.evaluation, 'f1', options),
        comparison: comparison ? { ...comparison, p: corrected[index] ?? comparison.p } : null,
      };
    }),
  ];
}

/** The labels of a run: those that were asked for, or those of the gold annotations where the settings name none. */
export function labelsOfResults(results: readonly UnitResult[], asked: readonly string[]): string[] {
  if (asked.length > 0) return [...asked];
  const labels = new Set<string>();
  for (const kind of ['annotation', 'test'] as const)
    for (const { value } of resultsOf(results, kind))
      for (const { label } of value.sentence.entities ?? []) labels.add(label);
  return [...labels];
}
