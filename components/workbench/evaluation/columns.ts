import type { Series } from '@/components/charts/series';
import { type EngineRef, refKey } from '@/lib/engines/contract';
import { nameOf } from '@/lib/engines/models';
import type { Measure } from '@/lib/evaluation/measure';
import type { Score } from '@/lib/evaluation/score';
import type { Metric, Trial, TrialError } from '@/lib/evaluation/trial';
import type { Experiment } from '@/lib/experiment/panel';

/** One strategy on one model: what is compared with each other. Its colour tells the strategy, its variant the model. */
export interface Column extends Series {
  strategy: string;
  /** `refKey` of the model. */
  model: string;
  /** Of a strategy that the page is about: the headline says how it did. */
  isSubject: boolean;
}

/** A trial with where it is found on the page. */
export interface PlacedTrial extends Trial {
  /** Name of its unit in the journal. */
  root: string;
  /** Null if the trial is right, cannot be checked or was not answered. */
  error: TrialError | null;
}

/** One column with all that was measured of it so far. */
export interface MeasuredColumn<T extends PlacedTrial = PlacedTrial, M extends Measure = Measure> {
  column: Column;
  trials: readonly T[];
  all: M;
  bySize: readonly { size: number; score: Score | null }[];
}

/** A run as far as it is, measured. */
export interface Snapshot<C extends MeasuredColumn = MeasuredColumn> {
  metric: Metric;
  /** What sizes count, in the plural. */
  unit: string;
  repeats: number;
  columns: readonly C[];
}

/** A model of the experiment, by the name that a person knows. */
export interface ModelChoice {
  key: string;
  title: string;
}

export const modelsOf = ({ model, compare }: Pick<Experiment, 'model' | 'compare'>): ModelChoice[] =>
  [model, ...compare].map((ref: EngineRef) => ({ key: refKey(ref), title: nameOf(ref) }));

/** Whether a snapshot has intervals that need the bootstrap, which is slow. */
export const needsResampling = ({ metric, repeats }: Snapshot): boolean => metric === 'detection' || repeats > 1;
