import { nameOf } from '@/lib/engines/models';
import { findTask } from '@/lib/panels/divide-and-conquer/registry';
import type { Summary } from '@/lib/panels/divide-and-conquer/summary';

/** What was measured: the task and the model of the experiment. */
export const titleOf = ({ experiment: { settings, model } }: Pick<Summary, 'experiment'>): string =>
  `${findTask(settings.task).title} by ${nameOf(model)}: how far does each strategy get?`;
