import type { Strategy } from './strategies/contract';
import { strategies } from './strategies/registry';
import type { Task } from './tasks/contract';
import { tasks } from './tasks/registry';

/** The strategies and tasks of the panel. Whatever depends on them takes one of these, so that tests can bring their own. */
export interface Registry {
  /** In the order of their colours and columns. */
  strategies: readonly Strategy[];
  /** In the order of the picker; never empty. */
  tasks: readonly Task[];
}

export const registry: Registry = { strategies, tasks };

/** The task of that id; the schema of settings lets no other through. */
export const findTask = (id: string, { tasks }: Pick<Registry, 'tasks'> = registry): Task =>
  tasks.find(task => task.id === id) ?? (tasks[0] as Task);

/** Undefined for an id that no strategy has: results of files may hold any. */
export const findStrategy = (
  id: string,
  { strategies }: Pick<Registry, 'strategies'> = registry,
): Strategy | undefined => strategies.find(strategy => strategy.id === id);
