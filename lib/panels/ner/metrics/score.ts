import { groupBy } from '@/lib/evaluation/group-by';
import type { Counts, Metric } from './contract';

/** Proportions; null means 0/0. */
export interface Score {
  /** Of what was predicted. */
  precision: number | null;
  /** Of what is in the gold annotation. */
  recall: number | null;
  /** 2 x correct / (gold + predicted). */
  f1: number | null;
}

export interface Scored {
  counts: Counts;
  score: Score;
}

export interface Evaluation {
  /** Labels of the set in its order, then others that occur; empty for a metric that does not look at labels. */
  byLabel: ReadonlyMap<string, Scored>;
  /** All labels together (micro average). */
  total: Scored;
  /** One for each sentence; null where the metric cannot judge it. */
  sentences: (Counts | null)[];
  /** The same by label. */
  counts: readonly (LabelledCounts | null)[];
}

/** The counts of one sentence by label. */
export type LabelledCounts = ReadonlyMap<string, Counts>;

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

export const scoreOf = ({ gold, predicted, correct }: Counts): Score => ({
  precision: ratio(correct, predicted),
  recall: ratio(correct, gold),
  f1: ratio(2 * correct, gold + predicted),
});

export function sumCounts(all: Iterable<Counts>): Counts {
  const sum = { gold: 0, predicted: 0, correct: 0 };
  for (const { gold, predicted, correct } of all) {
    sum.gold += gold;
    sum.predicted += predicted;
    sum.correct += correct;
  }
  return sum;
}

const scored = (all: Iterable<Counts>): Scored => {
  const counts = sumCounts(all);
  return { counts, score: scoreOf(counts) };
};

/** @param counts of one sentence each; null where there is none, or the metric cannot judge it */
export function evaluationOf(
  metric: Pick<Metric, 'byLabel'>,
  counts: readonly (LabelledCounts | null)[],
  labels: readonly string[],
): Evaluation {
  const rows = groupBy(
    counts.flatMap(one => [...(one ?? [])]),
    ([label]) => label,
  );
  const shown = metric.byLabel ? [...new Set([...labels, ...rows.keys()])] : [];
  const sentences = counts.map(one => one && sumCounts(one.values()));
  return {
    byLabel: new Map(shown.map(label => [label, scored((rows.get(label) ?? []).map(([, of]) => of))])),
    total: scored(sentences.filter(one => one !== null)),
    sentences,
    counts,
  };
}

const none: Counts = { gold: 0, predicted: 0, correct: 0 };

/** An evaluation of one label alone, in the form that intervals and comparisons take. */
export const ofLabel = ({ counts }: Pick<Evaluation, 'counts'>, label: string): Pick<Evaluation, 'sentences'> => ({
  sentences: counts.map(one => one && (one.get(label) ?? none)),
});
