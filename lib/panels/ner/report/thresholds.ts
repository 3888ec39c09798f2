import type { Steps } from '@/lib/core/steps';
import type { Settings } from '@/lib/experiment/panel';
import type { AnnotatedSentence } from '../annotations';
import type { Scoring, Selection } from '../selection/contract';
import { addKept, counterOf, type Kept, nothingKept } from './kept';

/** What stays at every threshold. It is constant between two scores. */
export interface ThresholdCurve {
  /** Ascending: what stays at any threshold above the score before, up to this one. */
  steps: readonly { score: number; kept: Kept }[];
  /** At thresholds above all scores. */
  above: Kept;
  /** All sentences, those of them that have gold, and the entities of their gold. */
  all: { sentences: number; judged: number; gold: number };
}

/** A selection with a threshold. */
export type Thresholded = Selection & { scoring: Scoring & { threshold: string } };

export const isThresholded = (selection: Selection): selection is Thresholded =>
  selection.scoring?.threshold !== undefined;

const copyOf = (kept: Kept): Kept => ({ ...kept, judged: { ...kept.judged } });

/**
 * What a selection would keep of these annotations at every threshold. Costs as much as the scores of the sentences, however many thresholds
 * there are: a sentence is counted once for each of its own scores. A step is one sentence.
 *
 * @param options the settings of the selection, of which the threshold does not matter
 */
export function* thresholdCurveSteps(
  sentences: readonly AnnotatedSentence[],
  { scoring, select }: Thresholded,
  options: Settings,
): Steps<ThresholdCurve> {
  /** What changes just above a score. */
  const changes = new Map<number, Kept>();
  const running = nothingKept();
  const all = nothingKept();
  for (const sentence of sentences) {
    const count = counterOf(sentence);
    const at = (threshold: number) => count(select(sentence, { ...options, [scoring.threshold]: threshold }));
    addKept(all, count({ entities: [], average: 0 }));
    const scores = [...new Set(scoring.scores(sentence))].sort((a, b) => a - b);
    let before = at(scores[0] ?? Infinity);
    addKept(running, before);
    for (const [place, score] of scores.entries()) {
      const after = at(scores[place + 1] ?? Infinity);
      const change = changes.get(score) ?? nothingKept();
      changes.set(score, change);
      addKept(change, before, -1);
      addKept(change, after);
      before = after;
    }
    yield;
  }
  const steps = [...changes]
    .sort(([a], [b]) => a - b)
    .map(([score, change]) => {
      const kept = copyOf(running);
      addKept(running, change);
      return { score, kept };
    });
  return {
    steps,
    above: running,
    all: { sentences: all.sentences, judged: all.judged.sentences, gold: all.judged.gold },
  };
}

/** What stays at a threshold. */
export const keptAt = ({ steps, above }: ThresholdCurve, threshold: number): Kept =>
  steps.find(({ score }) => score >= threshold)?.kept ?? above;

/** What happens if only the answers of at least this confidence are used. */
export interface RiskCoveragePoint {
  threshold: number;
  n: number;
  /** Proportion of all answers that are used. */
  coverage: number;
  /** Proportion wrong among those. */
  risk: number;
}

/** A point of the risk-coverage curve; null where no entity that can be judged stays. Coverage is of the entities that stay at threshold 0. */
export function riskAt(curve: ThresholdCurve, threshold: number): RiskCoveragePoint | null {
  const { entities: n, right } = keptAt(curve, threshold).judged;
  return n === 0 ? null : { threshold, n, coverage: n / keptAt(curve, 0).judged.entities, risk: 1 - right / n };
}

/**
 * The curve of selective prediction (R. El-Yaniv and Y. Wiener, JMLR 11, 2010) for entities that stay or go by the score that the selection
 * gives them, from the highest threshold down. There is one point for each score that occurs.
 */
export const riskCurveOf = (curve: ThresholdCurve): RiskCoveragePoint[] =>
  curve.steps.flatMap(({ score }) => riskAt(curve, score) ?? []).reverse();
