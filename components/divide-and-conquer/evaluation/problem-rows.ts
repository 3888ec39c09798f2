import type { UnitTrace } from '@/components/trace/unit-trace';
import type { Column } from '@/components/workbench/evaluation/columns';
import { refKey } from '@/lib/engines/contract';
import type { Experiment } from '@/lib/experiment/panel';
import { expectedOf } from '@/lib/panels/divide-and-conquer/evaluation/trials';
import type { ProblemInput } from '@/lib/panels/divide-and-conquer/panel';
import type { DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';
import { type PlacedStrategyTrial, trialsOfUnit } from './units';

/** One unit of a run as a row: a problem, once, on one model. */
export interface ProblemRow {
  root: string;
  status: UnitTrace['status'];
  /** Null where it is not known. */
  truth: string | null;
  /** By strategy; none while it runs, or where its result cannot be read. */
  trials: ReadonlyMap<string, PlacedStrategyTrial>;
}

/** The units whose model is shown, in the order of the run; with `wrongOnly`, those with an answer that is wrong or cannot be used. */
export function problemRows(
  units: ReadonlyMap<string, UnitTrace>,
  { model, settings }: Experiment<DivideAndConquerSettings>,
  columns: readonly Column[],
  wrongOnly: boolean,
): ProblemRow[] {
  const models = new Set(columns.map(column => column.model));
  return [...units.values()].flatMap((trace): ProblemRow[] => {
    const { unit, root, status } = trace;
    if (!models.has(refKey(unit.model ?? model))) return [];
    const trials = trialsOfUnit(trace, settings);
    if (wrongOnly && !trials.some(({ error }) => error !== null)) return [];
    const { problem = null } = (unit.input ?? {}) as Partial<ProblemInput>;
    const truth = trials[0]?.truth ?? expectedOf(problem, settings);
    return [{ root, status, truth, trials: new Map(trials.map(trial => [trial.strategy, trial])) }];
  });
}
