import { fieldAt, fieldSchema, settingAt, type SettingPath } from '@/lib/experiment/fields';
import type { FormLine, FormRules } from '@/lib/experiment/form';
import type { Settings } from '@/lib/experiment/panel';
import { lineOf } from './field-line';
import { planSentence } from './plan-sentence';
import { findTask, type Registry, registry as everything } from './registry';
import { type DivideAndConquerSettings, fieldsOf, taskSettings } from './settings';
import { unsupportedReason } from './strategies/contract';
import { promptsOf, unsupportedOf, usedStrategies } from './used';

/** The settings that matter to the experiment, in the order of the form: what is asked, then how. All others may hold anything. */
export function relevantSettings(settings: DivideAndConquerSettings, registry: Registry = everything): SettingPath[] {
  const task = findTask(settings.task, registry);
  const read = new Set(usedStrategies(settings, registry).flatMap(({ fields }) => Object.keys(fields)));
  for (const name of task.ignores ?? []) read.delete(name);
  const options = Object.keys(fieldsOf(registry).options.fields).filter(name => read.has(name));
  return [
    'task',
    'problems',
    ...task.asks[settings.problems].map(name => `tasks.${task.id}.${name}`),
    'repeats',
    'strategies',
    ...options.map(name => `options.${name}`),
  ];
}

/**
 * The chosen strategies after a change of the task. Where problems cannot be divided repeatedly, a strategy that divides once takes the
 * place of one that does; what does not suit stays chosen, so that the way back is open.
 */
export function strategiesFor(settings: DivideAndConquerSettings, registry: Registry = everything): string[] {
  const prompts = promptsOf(settings, registry);
  const chosen = new Set(settings.strategies);
  const isLost = registry.strategies.some(
    strategy =>
      strategy.divides === 'repeatedly' &&
      chosen.has(strategy.id) &&
      unsupportedReason(strategy, prompts) !== undefined,
  );
  const instead = registry.strategies.find(
    strategy => strategy.divides === 'once' && unsupportedReason(strategy, prompts) === undefined,
  );
  if (isLost && instead) chosen.add(instead.id);
  return registry.strategies.map(({ id }) => id).filter(id => chosen.has(id));
}

/** The settings of the chosen task after a change from another: what both have by one name is carried over, if it is valid there. */
function carriedOver(settings: DivideAndConquerSettings, from: string, registry: Registry): Settings {
  const [task, before] = [findTask(settings.task, registry), findTask(from, registry)];
  const own = { ...taskSettings(settings, task) };
  const theirs = taskSettings(settings, before);
  for (const [name, field] of Object.entries(task.fields)) {
    const value = theirs[name];
    if (value === undefined || before.keeps?.includes(name) || task.keeps?.includes(name)) continue;
    if (fieldSchema(field).safeParse(value).success) own[name] = value;
  }
  return own;
}

/** How the form of this panel follows from its settings. */
export function formOf(registry: Registry): FormRules<DivideAndConquerSettings> {
  const fields = fieldsOf(registry);
  const wordsOf = (path: SettingPath, settings: DivideAndConquerSettings): Omit<FormLine, 'path'> => {
    const value = settingAt(settings, path);
    const { unit } = findTask(settings.task, registry);
    const words = value === undefined ? {} : lineOf(fieldAt(fields, path), value, { unit });
    return path === 'strategies' ? { ...words, unsupported: unsupportedOf(settings, registry) } : words;
  };
  return {
    lines: settings => relevantSettings(settings, registry).map(path => ({ path, ...wordsOf(path, settings) })),
    follow(settings, path, before) {
      if (path !== 'task') return settings;
      const tasks = { ...settings.tasks, [settings.task]: carriedOver(settings, before.task, registry) };
      return { ...settings, tasks, strategies: strategiesFor(settings, registry) };
    },
    obstacle(settings) {
      if (usedStrategies(settings, registry).length === 0) {
        return 'Strategies: none of the chosen ones suits this task.';
      }
      const task = findTask(settings.task, registry);
      return task.obstacle?.(taskSettings(settings, task));
    },
    alternatives(settings, compare) {
      const other: DivideAndConquerSettings = { ...settings, problems: settings.problems === 'one' ? 'many' : 'one' };
      const label =
        other.problems === 'one' ? 'Run this one problem' : `Run ${planSentence(other, compare, undefined, registry)}`;
      return [{ label, settings: other }];
    },
    comparesModels: ({ problems }) => problems === 'many',
  };
}
