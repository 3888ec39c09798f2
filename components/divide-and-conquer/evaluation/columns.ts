import type { Series } from '@/components/charts/series';
import { refKey, type EngineRef } from '@/lib/engines/contract';
import { findModel } from '@/lib/engines/models';
import { strategies } from '@/lib/panels/divide-and-conquer/strategies/registry';
import { findTask } from '@/lib/panels/divide-and-conquer/tasks/registry';
import type { Experiment } from '@/lib/experiment/panel';
import type { DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';

/** One strategy on one model: what is compared with each other. */
export interface Column extends Series {
  strategy: string;
  model: string;
}

/** A model of the experiment, by the name that a person knows. */
export interface ModelChoice {
  key: string;
  title: string;
}

export const modelsOf = ({
  model,
  compare,
}: Pick<Experiment<DivideAndConquerSettings>, 'model' | 'compare'>): ModelChoice[] =>
  [model, ...compare].map(ref => ({ key: refKey(ref), title: titleOf(ref) }));

const titleOf = (ref: EngineRef): string => findModel(ref)?.title ?? ref.model;

/** The columns of an experiment, models outermost. Strategies that do not suit the task make none. Colour tells the strategy, variant the model. */
export function columnsOf(
  experiment: Pick<Experiment<DivideAndConquerSettings>, 'model' | 'compare' | 'settings'>,
): Column[] {
  const { settings } = experiment;
  const { unsupported: unsupported } = findTask(settings.task).prompts(settings);
  const models = modelsOf(experiment);
  return models.flatMap(({ key, title: model }, variant) =>
    strategies.flatMap(({ id, title }, color): Column[] =>
      settings.strategies.includes(id) && unsupported[id] === undefined
        ? [
            {
              id: `${key} ${id}`,
              label: models.length > 1 ? `${title}, ${model}` : title,
              color,
              variant,
              strategy: id,
              model: key,
            },
          ]
        : [],
    ),
  );
}
