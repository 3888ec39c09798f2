import type { FormLine, FormRules } from '@/lib/experiment/form';
import { planSentence } from './plan-sentence';
import { fields, type DivideAndConquerSettings } from './settings';
import type { Strategy } from './strategies/contract';
import { strategies } from './strategies/registry';
import type { Task } from './tasks/contract';
import { parseProblems } from './tasks/own/problem';
import { findTask } from './tasks/registry';

type Settings = DivideAndConquerSettings;
export type SettingName = keyof Settings & string;

/** All settings, in the order of the schema. */
const order = Object.keys(fields) as SettingName[];
/** The parts of your own task are as the split prompt makes them: no size bounds them. */
const readsNoLeaf = (task: Task): boolean => task.id === 'own';

/** Why strategies do not suit the task as it is set, by their ids. */
export const unsupportedOf = (settings: Settings): Readonly<Record<string, string>> =>
  findTask(settings.task).prompts(settings).unsupported;

/** The chosen strategies that a run will use: those that suit the task, in the order of the registry. */
export function usedStrategies(settings: Settings): Strategy[] {
  const unsupported = unsupportedOf(settings);
  return strategies.filter(({ id }) => settings.strategies.includes(id) && unsupported[id] === undefined);
}

/** The settings that matter to the experiment, in the order of the form: what is asked, then how. All others may hold anything. */
export function relevantSettings(settings: Settings, problems = settings.problems): SettingName[] {
  const task = findTask(settings.task);
  const asked: SettingName[] = ['task', 'problems', ...task.fields[problems], 'repeats', 'strategies'];
  const used = new Set<SettingName>();
  for (const { uses } of usedStrategies(settings)) for (const name of uses) used.add(name);
  if (readsNoLeaf(task)) used.delete('leaf');
  return [...asked, ...order.filter(name => used.has(name))];
}

/**
 * The chosen strategies after a change of the task. Where parts are not divided further, the one level that there is takes the place
 * of many; what does not suit stays chosen, so that the way back is open.
 */
export function strategiesFor(settings: Settings): string[] {
  const unsupported = unsupportedOf(settings);
  const isOneLevel = unsupported['divide-and-conquer'] !== undefined && unsupported['single-level'] === undefined;
  const chosen = new Set(settings.strategies);
  if (isOneLevel && chosen.has('divide-and-conquer')) chosen.add('single-level');
  return strategies.map(({ id }) => id).filter(id => chosen.has(id));
}

const plural = (count: number, noun: string): string => (count === 1 ? noun : `${noun}s`);

/** What one line of the form says where it depends on other settings. */
function wordsOf(name: SettingName, settings: Settings): Omit<FormLine, 'path'> {
  const { unit } = findTask(settings.task);
  switch (name) {
    case 'leaf':
      return {
        suffix: settings.leaf === 1 ? unit.replace(/s$/, '') : unit,
        hint: `Parts of at most so many ${unit} are solved directly.`,
      };
    case 'item':
      return { label: settings.task === 'own' ? 'Problem' : 'Pair' };
    case 'count':
      return { suffix: plural(settings.count, 'problem') };
    case 'samples':
      return { suffix: plural(settings.samples, 'chain') };
    case 'breadth':
      return { suffix: plural(settings.breadth, 'thought') };
    case 'depth':
      return { suffix: plural(settings.depth, 'level') };
    case 'repeats':
      return { suffix: plural(settings.repeats, 'time') };
    case 'strategies':
      return { unsupported: unsupportedOf(settings) };
    default:
      return {};
  }
}

/** How the form of this panel follows from its settings. */
export const form: FormRules<Settings> = {
  lines: settings => relevantSettings(settings).map(path => ({ path, ...wordsOf(path, settings) })),
  follow: (settings, path) =>
    // A data set belongs to one task only.
    path === 'task' ? { ...settings, data: '', item: 1, strategies: strategiesFor(settings) } : settings,
  obstacle(settings) {
    if (usedStrategies(settings).length === 0) return 'Strategies: none of the chosen ones suits this task.';
    if (settings.task === 'own' && parseProblems(settings.ownProblems).length === 0)
      return 'Problems: write at least one.';
    return undefined;
  },
  alternatives(settings) {
    const other: Settings = { ...settings, problems: settings.problems === 'given' ? 'drawn' : 'given' };
    const label = other.problems === 'given' ? 'Run this one problem' : `Run ${planSentence(other, [])}`;
    return [{ label, settings: other }];
  },
  comparesModels: ({ problems }) => problems === 'drawn',
};
