import type { EngineRef } from '@/lib/engines/contract';
import { findModel, type Skill } from '@/lib/engines/models';
import type { Experiment } from '@/lib/experiment/panel';
import { findTask, type Registry, registry as everything } from './registry';
import { type DivideAndConquerSettings, taskSettings } from './settings';

/** Why a model cannot do the task of a run: it lacks what the task needs, or it learned numbers of `learned` digits and shorter. */
export type Shortfall = { model: EngineRef } & (
  { knows: readonly Skill[]; needs: Skill } | { learned: number; longest: number }
);

/** The models of a run that cannot do its task. A model outside of the catalogue, such as a server's, is taken to know everything. */
export function shortfallsOf(
  { model, compare, settings }: Pick<Experiment<DivideAndConquerSettings>, 'model' | 'compare' | 'settings'>,
  registry: Registry = everything,
): Shortfall[] {
  const task = findTask(settings.task, registry);
  const longest = task.longestNumber?.(taskSettings(settings, task), settings.problems) ?? 0;
  const models = settings.problems === 'many' ? [model, ...compare] : [model];
  return models.flatMap((ref): Shortfall[] => {
    const known = findModel(ref);
    if (!known) return [];
    const { skills, longestNumber: learned = Infinity } = known;
    if (!skills.includes(task.needs)) return [{ model: ref, knows: skills, needs: task.needs }];
    return longest > learned ? [{ model: ref, learned, longest }] : [];
  });
}
