import type { LiveRun } from '@/components/trace/live-run';
import type { Column, MeasuredColumn, Snapshot } from '@/components/workbench/evaluation/columns';
import type { Measuring } from '@/components/workbench/evaluation/use-snapshot';
import { groupBy } from '@/lib/evaluation/group-by';
import { score } from '@/lib/evaluation/score';
import type { Metric } from '@/lib/evaluation/trial';
import type { Experiment } from '@/lib/experiment/panel';
import { measureTrials, type StrategyMeasure } from '@/lib/panels/divide-and-conquer/evaluation/measure';
import { findTask } from '@/lib/panels/divide-and-conquer/registry';
import type { DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';
import { columnsOf } from './columns';
import { isUnread, type PlacedStrategyTrial, trialsOfUnit } from './units';

/** A column of this panel: its measures include the decoding context. */
export type StrategyColumn = MeasuredColumn<PlacedStrategyTrial, StrategyMeasure>;

/** How runs of this panel are measured. */
export const measuring: Measuring<DivideAndConquerSettings, StrategyColumn> = {
  unread: live => [...live.units.values()].filter(isUnread),
  read: (unit, { settings }) => void trialsOfUnit(unit, settings),
  snapshotOf,
  resampled: ({ column, trials }, { metric }) => measureColumn(column, trials, metric, true),
};

function snapshotOf(live: LiveRun, experiment: Experiment<DivideAndConquerSettings>): Snapshot<StrategyColumn> {
  const { metric, unit } = findTask(experiment.settings.task);
  const trials = groupBy(
    [...live.units.values()].flatMap(trace => trialsOfUnit(trace, experiment.settings)),
    ({ model, strategy }) => `${model} ${strategy}`,
  );
  return {
    metric,
    unit,
    repeats: experiment.settings.repeats,
    columns: columnsOf(experiment).map(column => measureColumn(column, trials.get(column.id) ?? [], metric, false)),
  };
}

function measureColumn(
  column: Column,
  trials: readonly PlacedStrategyTrial[],
  metric: Metric,
  resample: boolean,
): StrategyColumn {
  const bySize = [...groupBy(trials, ({ size }) => String(size)).values()]
    .map(those => ({ size: those[0]?.size ?? 0, score: score(those, resample) }))
    .sort((a, b) => a.size - b.size);
  return { column, trials, all: measureTrials(trials, metric, resample), bySize };
}
