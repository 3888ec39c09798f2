import type { Strategy } from '@/lib/panels/divide-and-conquer/strategies/contract';
import { strategies } from '@/lib/panels/divide-and-conquer/strategies/registry';
import { fields, type DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';
import type { Task } from '@/lib/panels/divide-and-conquer/tasks/contract';
import { findTask } from '@/lib/panels/divide-and-conquer/tasks/registry';

type Settings = DivideAndConquerSettings;
export type SettingName = keyof Settings;

/** All settings, in the order of the schema. */
const order = Object.keys(fields) as SettingName[];
/** The parts of your own task are as the split prompt makes them: no size bounds them. */
const readsNoLeaf = (task: Task): boolean => task.id === 'own';

/** Why strategies do not suit the task as it is set, by their ids. */
export const unfitOf = (settings: Settings): Readonly<Record<string, string>> =>
  findTask(settings.task).prompts(settings).unsupported;

/** The chosen strategies that a run will use: those that suit the task, in the order of the registry. */
export function usedStrategies(settings: Settings): Strategy[] {
  const unsupported = unfitOf(settings);
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
  const unsupported = unfitOf(settings);
  const isOneLevel = unsupported['divide-and-conquer'] !== undefined && unsupported['single-level'] === undefined;
  const chosen = new Set(settings.strategies);
  if (isOneLevel && chosen.has('divide-and-conquer')) chosen.add('single-level');
  return strategies.map(({ id }) => id).filter(id => chosen.has(id));
}

/** Words of one setting that depend on the others, in place of the table's. */
export function wordsOf(name: SettingName, settings: Settings): { label?: string; suffix?: string; hint?: string } {
  const { unit } = findTask(settings.task);
  switch (name) {
    case 'leaf':
      return {
        suffix: settings.leaf === 1 ? unit.replace(/s$/, '') : unit,
        hint: `Parts of at most so many ${unit} are solved directly.`,
      };
    case 'digits':
      return { hint: 'Problems are dealt out over these in turn.' };
    case 'item':
      return { label: settings.task === 'own' ? 'Problem' : 'Pair' };
    case 'count':
      return { suffix: settings.count === 1 ? 'problem' : 'problems' };
    case 'samples':
      return { suffix: settings.samples === 1 ? 'chain' : 'chains' };
    case 'breadth':
      return { suffix: settings.breadth === 1 ? 'thought' : 'thoughts' };
    case 'depth':
      return { suffix: settings.depth === 1 ? 'level' : 'levels' };
    case 'repeats':
      return { suffix: settings.repeats === 1 ? 'time' : 'times' };
    default:
      return {};
  }
}
