import type { LiveRun } from '@/components/trace/live-run';
import { measure, type Measure } from '@/lib/panels/divide-and-conquer/evaluation/measure';
import { score, type Score } from '@/lib/panels/divide-and-conquer/evaluation/score';
import { findTask } from '@/lib/panels/divide-and-conquer/tasks/registry';
import type { Metric } from '@/lib/panels/divide-and-conquer/tasks/contract';
import type { Experiment } from '@/lib/experiment/panel';
import type { DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';
import { columnsOf, type Column } from './columns';
import { trialsOfUnit, type PlacedTrial } from './units';

/** One column with all that was measured of it so far. */
export interface MeasuredColumn {
  column: Column;
  trials: readonly PlacedTrial[];
  all: Measure;
  bySize: readonly { size: number; score: Score | null }[];
}

/** A run as far as it is, measured. */
export interface Snapshot {
  metric: Metric;
  /** What sizes count, in the plural. */
  unit: string;
  repeats: number;
  columns: readonly MeasuredColumn[];
}

/** Measures all units that have ended. Spares what needs resampling: see `resampled`. */
export function snapshotOf(live: LiveRun, experiment: Experiment<DivideAndConquerSettings>): Snapshot {
  const { metric, unit } = findTask(experiment.settings.task);
  const columns = columnsOf(experiment);
  const trials = new Map<string, PlacedTrial[]>(columns.map(({ id }) => [id, []]));
  for (const trace of live.units.values())
    for (const trial of trialsOfUnit(trace, experiment.settings))
      trials.get(`${trial.model} ${trial.strategy}`)?.push(trial);
  return {
    metric,
    unit,
    repeats: experiment.settings.repeats,
    columns: columns.map(column => measureColumn(column, trials.get(column.id) ?? [], metric, false)),
  };
}

function measureColumn(
  column: Column,
  trials: readonly PlacedTrial[],
  metric: Metric,
  resample: boolean,
): MeasuredColumn {
  const sizes = [...new Set(trials.map(({ size }) => size))].sort((a, b) => a - b);
  const bySize = sizes.map(size => ({
    size,
    score: score(
      trials.filter(trial => trial.size === size),
      resample,
    ),
  }));
  return { column, trials, all: measure(trials, metric, resample), bySize };
}

/** Whether a snapshot has intervals that need the bootstrap. */
export const needsResampling = ({ metric, repeats }: Snapshot): boolean => metric === 'detection' || repeats > 1;

/** The same column with those intervals: slow for many problems. */
export const resampled = ({ column, trials }: MeasuredColumn, metric: Metric): MeasuredColumn =>
  measureColumn(column, trials, metric, true);
