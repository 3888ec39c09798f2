import { type EngineRef, refKey } from '@/lib/engines/contract';
import { embeddedModel } from '@/lib/engines/models';
import type { Experiment } from '@/lib/experiment/panel';
import { findTask, type Registry, registry as everything } from './registry';
import type { DivideAndConquerSettings } from './settings';
import type { Skill } from './tasks/contract';

/** What a model knows: the one that comes with the site has learned arithmetic and no language, all others know both. */
const knows = (ref: EngineRef, skill: Skill): boolean =>
  skill === 'arithmetic' || refKey(ref) !== refKey(embeddedModel.ref);

/** The models of a run that cannot understand its task. */
export function unableModels(
  { model, compare, settings }: Pick<Experiment<DivideAndConquerSettings>, 'model' | 'compare' | 'settings'>,
  registry: Registry = everything,
): EngineRef[] {
  const { needs } = findTask(settings.task, registry);
  const models = settings.problems === 'many' ? [model, ...compare] : [model];
  return models.filter(ref => !knows(ref, needs));
}
