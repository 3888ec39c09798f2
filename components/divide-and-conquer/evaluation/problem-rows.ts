import type { UnitTrace } from '@/components/trace/live-run';
import type { Experiment } from '@/lib/experiment/panel';
import type { DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';
import type { Column } from './columns';
import { trialsOfUnit, type PlacedTrial } from './units';

/** One unit of a run as a row: a problem, once, on one model. */
export interface ProblemRow {
  root: string;
  status: UnitTrace['status'];
  /** What is known to be right; null where nothing is. */
  truth: string | null;
  /** By strategy; none while it runs, or where its result cannot be read. */
  trials: ReadonlyMap<string, PlacedTrial>;
}

/** The units whose model is shown, in the order of the run; with `wrongOnly`, those with an answer that is wrong or missing. */
export function problemRows(
  units: ReadonlyMap<string, UnitTrace>,
  experiment: Experiment<DivideAndConquerSettings>,
  columns: readonly Column[],
  wrongOnly: boolean,
): ProblemRow[] {
  const models = new Set(columns.map(({ model }) => model));
  const { engine, model } = experiment.model;
  return [...units.values()].flatMap((trace): ProblemRow[] => {
    const ref = trace.unit.model ?? { engine, model };
    if (!models.has(`${ref.engine}/${ref.model}`)) return [];
    const trials = trialsOfUnit(trace, experiment.settings);
    if (wrongOnly && !trials.some(({ error }) => error !== null)) return [];
    return [
      {
        root: trace.root,
        status: trace.status,
        truth: trials[0]?.truth ?? expectedOf(trace),
        trials: new Map(trials.map(trial => [trial.strategy, trial])),
      },
    ];
  });
}

/** Of your own task: what the checker compares with, a pattern included. */
function expectedOf({ unit }: UnitTrace): string | null {
  const { problem } = unit.input as { problem?: { expected?: unknown } };
  return typeof problem?.expected === 'string' ? problem.expected : null;
}
