import { findTask, type Registry, registry as everything } from './registry';
import { type DivideAndConquerSettings, taskSettings } from './settings';
import { type Strategy, unsupportedReason } from './strategies/contract';
import type { TaskPrompts } from './tasks/prompts';

/** The prompts of the chosen task as it is set. */
export function promptsOf(settings: DivideAndConquerSettings, registry: Registry = everything): TaskPrompts {
  const task = findTask(settings.task, registry);
  return task.prompts(taskSettings(settings, task));
}

/** Why strategies do not suit the chosen task as it is set, by their ids. */
export function unsupportedOf(
  settings: DivideAndConquerSettings,
  registry: Registry = everything,
): Readonly<Record<string, string>> {
  const prompts = promptsOf(settings, registry);
  return Object.fromEntries(
    registry.strategies.flatMap(strategy => {
      const reason = unsupportedReason(strategy, prompts);
      return reason === undefined ? [] : [[strategy.id, reason]];
    }),
  );
}

/** The chosen strategies that a run will use: those that suit the task, in the order of the registry. */
export function usedStrategies(settings: DivideAndConquerSettings, registry: Registry = everything): Strategy[] {
  const prompts = promptsOf(settings, registry);
  return registry.strategies.filter(
    strategy => settings.strategies.includes(strategy.id) && unsupportedReason(strategy, prompts) === undefined,
  );
}
