import type { SettingPath } from '@/lib/experiment/fields';
import { findTask } from '@/lib/panels/divide-and-conquer/registry';
import type { Task } from '@/lib/panels/divide-and-conquer/tasks/contract';

/** Where a setting of a task stands in the settings of the panel. */
export const taskPath = ({ id }: Pick<Task, 'id'>, name: string): SettingPath => `tasks.${id}.${name}`;

/** The task that has its setting at `path`. A control learns in this way which task it belongs to. */
export const taskAt = (path: SettingPath): Task => findTask(path.split('.')[1] ?? '');
