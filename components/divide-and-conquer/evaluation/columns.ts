import { type Column, modelsOf } from '@/components/workbench/evaluation/columns';
import type { Experiment } from '@/lib/experiment/panel';
import { registry } from '@/lib/panels/divide-and-conquer/registry';
import type { DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';
import { usedStrategies } from '@/lib/panels/divide-and-conquer/used';

/** The columns of an experiment, models outermost. Strategies that do not suit the task make none. */
export function columnsOf(
  experiment: Pick<Experiment<DivideAndConquerSettings>, 'model' | 'compare' | 'settings'>,
): Column[] {
  const models = modelsOf(experiment);
  const used = usedStrategies(experiment.settings);
  return models.flatMap(({ key, title: model }, variant) =>
    used.map((strategy): Column => ({
      id: `${key} ${strategy.id}`,
      label: models.length > 1 ? `${strategy.title}, ${model}` : strategy.title,
      color: registry.strategies.indexOf(strategy),
      variant,
      strategy: strategy.id,
      model: key,
      isSubject: strategy.divides !== undefined,
    })),
  );
}
