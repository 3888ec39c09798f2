import { describe, expect, it } from 'vitest';
import { controls } from '@/components/divide-and-conquer/form/controls';
import { countHint, itemHint } from '@/components/divide-and-conquer/form/list-hints';
import { taskAt, taskPath } from '@/components/divide-and-conquer/form/task-path';
import { drawnLines } from '@/components/workbench/form/drawn-lines';
import { fieldAt, type FieldTable } from '@/lib/experiment/fields';
import { divideAndConquerPanel as panel } from '@/lib/panels/divide-and-conquer/panel';
import { tasks } from '@/lib/panels/divide-and-conquer/tasks/registry';
import { panelExperiment } from '@/tests/support/panel-run';

/** The controls that a table names, groups included. */
const namedIn = (table: FieldTable): string[] =>
  Object.values(table).flatMap(field => (field.kind === 'group' ? namedIn(field.fields) : (field.control ?? [])));

describe('the controls of the panel', () => {
  it('are those that its fields name, and no others', () => {
    expect([...new Set(namedIn(panel.fields))].sort()).toEqual(Object.keys(controls).sort());
  });

  it.each(tasks.map(task => [task.id, task] as const))('learn from a path that they belong to %s', (id, task) => {
    for (const name of Object.keys(task.fields)) {
      const path = taskPath(task, name);
      expect(fieldAt(panel.fields, path)).toBe(task.fields[name]);
      expect(taskAt(path).id).toBe(id);
    }
  });
});

describe('the lines that the form draws', () => {
  const drawn = (settings: object) =>
    drawnLines(panel.form?.lines(panelExperiment({ ...settings }).settings) ?? [], panel).map(({ path }) => path);

  it('are all lines where each setting has a control of its own', () => {
    const settings = panelExperiment({ task: 'hallucination', strategies: ['io'] }).settings;
    expect(drawn({ task: 'hallucination', strategies: ['io'] })).toEqual(
      panel.form?.lines(settings).map(({ path }) => path),
    );
  });

  it('have one line for neighbours with the same control', () => {
    expect(drawn({ task: 'own', strategies: ['io'] })).toEqual([
      ...['task', 'problems', 'tasks.own.problems', 'tasks.own.item', 'repeats', 'strategies'],
    ]);
  });

  it('keep settings with the same control apart where another one stands between them', () => {
    const fields: FieldTable = Object.fromEntries(
      (['one', 'one', undefined, 'one', 'two'] as const).map((control, at) => [
        `field ${at}`,
        { kind: 'text', label: 'x', default: '', pattern: /x/, maxLength: 1, rule: 'x', ...(control && { control }) },
      ]),
    );
    const lines = Object.keys(fields).map(path => ({ path }));
    expect(drawnLines(lines, { fields }).map(({ path }) => path)).toEqual(['field 0', 'field 2', 'field 3', 'field 4']);
  });
});

describe('the hints of a list', () => {
  it.each([
    [20, 0, 'The list is empty.'],
    [1, 1, 'The list has one problem.'],
    [20, 64, 'A random sample of the 64 problems in the list, without repetition.'],
    [64, 64, 'The list has 64 problems. All of them are run, in a random order.'],
    [1000, 64, 'The list has 64 problems. All of them are run, in a random order.'],
    [20, 12_345, 'A random sample of the 12,345 problems in the list, without repetition.'],
  ])('of %d problems from a list of %d: %s', (count, there, hint) => {
    expect(countHint(count, there)).toBe(hint);
  });

  it.each([
    [1, 0, 'The list is empty.'],
    [1, 1, 'The list has one problem.'],
    [2, 1, 'The list ends at 1: its last problem is used.'],
    [64, 64, 'From 1 to 64.'],
    [65, 64, 'The list ends at 64: its last problem is used.'],
  ])('of problem %d in a list of %d: %s', (item, there, hint) => {
    expect(itemHint(item, there)).toBe(hint);
  });
});
