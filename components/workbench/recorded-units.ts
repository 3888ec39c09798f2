import type { Unit } from '@/lib/experiment/panel';
import type { Run } from '@/lib/experiment/run';
import { asFailure } from '@/lib/core/failure';
import type { Json } from '@/lib/core/json';
import { divideAndConquerPanel as panel } from '@/lib/panels/divide-and-conquer/panel';
import { problemResults } from '@/lib/panels/divide-and-conquer/result';
import type { PanelExperiment } from './state';

/** The units of a run from a file. Its problems may come from data that is not here: then from its results, which hold them. */
export async function recordedUnits({ experiment, results }: Pick<Run, 'experiment' | 'results'>): Promise<Unit[]> {
  try {
    return await panel.units(experiment as unknown as PanelExperiment);
  } catch (error) {
    if (asFailure(error).kind !== 'data-missing') throw error;
    return problemResults(results).map(({ name, value: { problem, repeat, model } }) => ({
      name,
      input: { problem, repeat, model: { ...model } } as Json,
      model,
    }));
  }
}
