import { createNamer } from './names';
import type { Experiment, ListedUnit, Panel, PhaseResults, Settings, UnitResult } from './panel';

/** Lists the phases of an experiment one after the other, and gives every unit a name of its own. */
export interface PhaseLister {
  /** The units of the next phase, given the results of all phases before it; null after the last. @throws what its `units` throws */
  next(results: readonly UnitResult[]): Promise<ListedPhase | null>;
}

export interface ListedPhase {
  name: string;
  /** Counted from 0. */
  index: number;
  units: readonly ListedUnit[];
}

export function createPhaseLister<S extends Settings>(
  panel: Pick<Panel<S>, 'phases'>,
  experiment: Experiment<S>,
): PhaseLister {
  const unique = createNamer();
  const listed: ListedPhase[] = [];
  return {
    async next(results) {
      const index = listed.length;
      const phase = panel.phases[index];
      if (!phase) return null;
      const units = await phase.units(experiment, byPhase(listed, results));
      const named = units.map(unit => ({ ...unit, name: unique(unit.name), phase: phase.name }));
      const result = { name: phase.name, index, units: named };
      listed.push(result);
      return result;
    },
  };
}

/**
 * The units of a run as far as its results tell: every phase up to the first that has not ended.
 *
 * @throws what the phases' `units` throw
 */
export async function listUnits<S extends Settings>(
  panel: Pick<Panel<S>, 'phases'>,
  experiment: Experiment<S>,
  results: readonly UnitResult[],
): Promise<ListedPhase[]> {
  const lister = createPhaseLister(panel, experiment);
  const ended = new Set(results.map(({ name }) => name));
  const phases: ListedPhase[] = [];
  for (;;) {
    const phase = await lister.next(results);
    if (!phase) return phases;
    phases.push(phase);
    if (phase.units.some(({ name }) => !ended.has(name))) return phases;
  }
}

function byPhase(listed: readonly ListedPhase[], results: readonly UnitResult[]): PhaseResults {
  const byName = new Map(results.map(result => [result.name, result]));
  return Object.fromEntries(
    listed.map(({ name, units }) => [name, units.flatMap(unit => byName.get(unit.name) ?? [])]),
  );
}
