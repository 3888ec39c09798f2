import type * as z from 'zod/mini';
import { type Field, type FieldGroup, type FieldTable, tableSchema } from '@/lib/experiment/fields';
import type { Settings } from '@/lib/experiment/panel';
import { counting } from './field-line';
import { type Registry, registry as everything } from './registry';
import type { Task } from './tasks/contract';

/** The settings of the divide-and-conquer panel. */
export type DivideAndConquerSettings = {
  /** Id of the chosen task. */
  task: string;
  /** One problem, looked at call by call; or many, sampled by the seed: an evaluation. */
  problems: 'one' | 'many';
  /** Every task's own settings, by its id. */
  tasks: { [task: string]: Settings };
  /** How often every problem is run. */
  repeats: number;
  /** Ids of the chosen strategies. Those that do not suit the task are left out of a run. */
  strategies: string[];
  /** Whether independent calls may be under way at once. */
  calls: 'together' | 'one';
  /** The options of all strategies, by name: several strategies may read the same one. */
  options: Settings;
};

/** The fields of all settings, in the order in which the form shows them. */
export function fieldsOf({ strategies, tasks }: Registry) {
  return {
    task: {
      kind: 'choice',
      label: 'Task',
      default: tasks[0]?.id ?? '',
      options: tasks.map(({ id, title, summary }) => ({ value: id, label: title, hint: summary })),
    },
    problems: {
      kind: 'choice',
      label: 'Problems',
      default: 'one',
      options: [
        { value: 'one', label: 'this one' },
        { value: 'many', label: 'many, at random' },
      ],
    },
    tasks: {
      kind: 'group',
      fields: Object.fromEntries(tasks.map(({ id, fields }): [string, FieldGroup] => [id, { kind: 'group', fields }])),
    },
    repeats: counting(
      {
        kind: 'number',
        label: 'Repeats',
        hint: 'repeats each problem this often, each time with different random samples',
        default: 1,
        min: 1,
        max: 20,
      },
      'time',
    ),
    strategies: {
      kind: 'choices',
      label: 'Strategies',
      default: strategies.filter(({ isChosenAtFirst }) => isChosenAtFirst).map(({ id }) => id),
      options: strategies.map(({ id, title, summary }) => ({ value: id, label: title, hint: summary })),
    },
    options: { kind: 'group', fields: optionFields(strategies) },
    calls: {
      kind: 'choice',
      label: 'Independent calls',
      hint: 'changes only the time',
      default: 'together',
      options: [
        { value: 'together', label: 'together' },
        { value: 'one', label: 'one by one' },
      ],
    },
  } satisfies FieldTable;
}

/** The options of all strategies; one that several read is there once. */
const optionFields = (strategies: Registry['strategies']): FieldTable =>
  Object.fromEntries(strategies.flatMap(({ fields }): [string, Field | FieldGroup][] => Object.entries(fields)));

export const schemaOf = (registry: Registry): z.ZodMiniType<DivideAndConquerSettings> =>
  tableSchema(fieldsOf(registry)) as unknown as z.ZodMiniType<DivideAndConquerSettings>;

export const fields = fieldsOf(everything);

/** A task's own settings. */
export const taskSettings = (settings: DivideAndConquerSettings, { id }: Pick<Task, 'id'>): Settings =>
  settings.tasks[id] ?? {};
