import { refKey, type EngineRef } from '@/lib/engines/contract';
import { embeddedModel } from '@/lib/engines/models';
import type { Experiment } from '@/lib/experiment/panel';
import type { DivideAndConquerSettings } from './settings';
import { findTask } from './tasks/registry';

/** The models of an experiment that cannot understand its task: the one that comes with the page knows arithmetic and no language. */
export function unfitModels({ model, compare, settings }: Experiment<DivideAndConquerSettings>): EngineRef[] {
  if (findTask(settings.task).metric === 'exact') return [];
  const models = [model, ...(settings.problems === 'drawn' ? compare : [])];
  return models.filter(ref => refKey(ref) === refKey(embeddedModel.ref));
}
