import { describe, expect, it } from 'vitest';
import { fieldAt, withSettingAt } from '@/lib/experiment/fields';
import { relevantSettings, strategiesFor } from '@/lib/panels/divide-and-conquer/form';
import { divideAndConquerPanel as panel } from '@/lib/panels/divide-and-conquer/panel';
import type { DivideAndConquerSettings } from '@/lib/panels/divide-and-conquer/settings';
import { strategies } from '@/lib/panels/divide-and-conquer/strategies/registry';
import { tasks } from '@/lib/panels/divide-and-conquer/tasks/registry';
import { unsupportedOf, usedStrategies } from '@/lib/panels/divide-and-conquer/used';
import { panelExperiment, type Settings } from '@/tests/support/panel-run';

const settings = (changes: Settings = {}): DivideAndConquerSettings => panelExperiment(changes).settings;
const lines = (of: DivideAndConquerSettings) => panel.form?.lines(of) ?? [];
/** The settings after a person changed one, as the workbench makes them. */
function changed(before: DivideAndConquerSettings, path: string, value: string): DivideAndConquerSettings {
  const after = withSettingAt(before, path, value) as DivideAndConquerSettings;
  return panel.form?.follow?.(after, path, before) ?? after;
}

describe('which settings the form shows', () => {
  it.each(tasks.map(({ id }) => id))('those of the task %s, for one problem and for many', id => {
    const task = tasks.find(candidate => candidate.id === id);
    for (const [problems, word] of [
      ['one', 'given'],
      ['many', 'drawn'],
    ] as const) {
      const paths = relevantSettings(settings({ task: id, problems: word }));
      expect(paths.filter(path => path.startsWith('tasks.'))).toEqual(
        task?.asks[problems].map(name => `tasks.${id}.${name}`),
      );
    }
  });

  const options = (chosen: string[], task = 'multiplication') =>
    relevantSettings(settings({ strategies: chosen, task }))
      .filter(path => path.startsWith('options.'))
      .map(path => path.slice('options.'.length))
      .sort();

  it.each([
    [['io', 'cot'], []],
    [['cot-sc'], ['drawTemperature', 'samples']],
    [['least-to-most'], ['split']],
    [['decomposed'], []],
    [['single-level'], ['leaf', 'merge', 'split']],
    [['divide-and-conquer'], ['leaf', 'merge', 'split']],
    [
      ['cot-sc', 'divide-and-conquer'],
      ['drawTemperature', 'leaf', 'merge', 'samples', 'split'],
    ],
  ])('of the strategies %j: %j', (chosen, shown) => {
    expect(options(chosen)).toEqual(shown);
  });

  it('what is asked before how, and the text of your own problems before the number of one', () => {
    const own = ['problems', 'split', 'solve', 'merge', 'checker', 'item'].map(name => `tasks.own.${name}`);
    expect(relevantSettings(settings({ task: 'own', strategies: ['cot-sc'] }))).toEqual([
      ...['task', 'problems', ...own, 'repeats', 'strategies', 'options.samples', 'options.drawTemperature'],
    ]);
  });

  it('breadth, depth and votes only with a tree of thoughts that suits the task', () => {
    expect(options(['tree-of-thoughts'])).toEqual([]);
    expect(options(['tree-of-thoughts'], 'misinformation')).toEqual(['breadth', 'depth', 'drawTemperature', 'votes']);
  });

  it('no leaf size in your own task, whose parts the split prompt makes', () => {
    expect(options(['single-level'], 'own')).toEqual(['merge', 'split']);
    expect(options(['single-level'], 'hallucination')).toEqual(['leaf', 'merge', 'split']);
  });

  it('only settings that have a field, in words that follow from their values', () => {
    for (const { id } of tasks) {
      const all = lines(settings({ task: id, strategies: strategies.map(strategy => strategy.id) }));
      for (const { path } of all) expect(fieldAt(panel.fields, path).label).not.toBe('');
    }
    const suffix = (changes: Settings, path: string) =>
      lines(settings(changes)).find(line => line.path === path)?.suffix;
    expect(suffix({ leaf: 1 }, 'options.leaf')).toBe('digit');
    expect(suffix({ leaf: 2 }, 'options.leaf')).toBe('digits');
    expect(suffix({ task: 'hallucination', strategies: ['single-level'], leaf: 2 }, 'options.leaf')).toBe('sentences');
    expect(suffix({ problems: 'drawn', count: 1 }, 'tasks.multiplication.count')).toBe('problem');
    expect(suffix({ repeats: 3 }, 'repeats')).toBe('times');
  });
});

describe('a number that is typed', () => {
  const field = fieldAt(panel.fields, 'tasks.multiplication.a');
  const read = (text: string) => (field.kind === 'text' ? field.normalise?.(text) : undefined);
  const problem = (text: string) => (field.kind === 'text' ? field.problem?.(text) : undefined);

  it('may have spaces around it and full-width digits', () => {
    expect([' 12 ', '\u3000\uff11\uff12\t', '007'].map(read)).toEqual(['12', '12', '007']);
  });

  it('is refused in a sentence', () => {
    const rule = 'Use up to 40 digits, 0 to 9, without a sign.';
    expect(problem('12x')).toBe(`The character "x" is not one of the digits 0 to 9. ${rule}`);
    expect(problem('')).toBe(`The field is empty. ${rule}`);
    expect(problem('9'.repeat(41))).toBe(`It has 41 digits; at most 40 are allowed. ${rule}`);
  });
});

describe('strategies and tasks', () => {
  it('uses none that does not suit the task, and has a reason for each', () => {
    const all = strategies.map(({ id }) => id);
    for (const { id: task } of tasks) {
      const of = settings({ task, strategies: all });
      const unsupported = unsupportedOf(of);
      expect([...usedStrategies(of).map(({ id }) => id), ...Object.keys(unsupported)].sort()).toEqual([...all].sort());
      for (const reason of Object.values(unsupported)) expect(reason.length).toBeGreaterThan(20);
      expect(lines(of).find(({ path }) => path === 'strategies')?.unsupported).toEqual(unsupported);
    }
  });

  it('takes one level where many do not suit, and keeps the many for the way back', () => {
    const after = (task: string, chosen: string[]) => strategiesFor(settings({ task, strategies: chosen }));
    expect(after('hallucination', ['io', 'divide-and-conquer'])).toEqual(['io', 'single-level', 'divide-and-conquer']);
    expect(after('addition', ['io', 'divide-and-conquer'])).toEqual(['io', 'divide-and-conquer']);
    expect(after('own', ['io'])).toEqual(['io']);
  });

  it('carries over to another task what both have by one name', () => {
    const sum = changed(settings({ a: '12', b: '345', digits: ['7'], count: 9 }), 'task', 'addition');
    expect(sum.tasks['addition']).toEqual({ a: '12', b: '345', digits: ['7'], count: 9 });
    const text = changed(sum, 'task', 'misinformation');
    expect(text.tasks['misinformation']).toEqual({ data: '', item: 1, count: 9 });
    expect(text.tasks['addition']).toEqual(sum.tasks['addition']);
    expect(text.strategies).toContain('single-level');
  });

  it('leaves a data set, the number in it and own prompts with their task', () => {
    const before = settings({ task: 'hallucination', data: '0123456789abcdef', item: 7 });
    const after = changed(before, 'task', 'misinformation');
    expect(after.tasks['misinformation']).toMatchObject({ data: '', item: 1 });
    expect(changed(after, 'task', 'hallucination').tasks['hallucination']).toMatchObject({
      ...{ data: '0123456789abcdef', item: 7 },
    });
    expect(changed(before, 'task', 'own').tasks['own']).toMatchObject({ item: 1 });
  });

  it('changes nothing else with any other setting', () => {
    const after = changed(settings(), 'tasks.multiplication.a', '5');
    expect(after).toEqual(withSettingAt(settings(), 'tasks.multiplication.a', '5'));
  });
});

describe('what stands in the way of a run', () => {
  const obstacle = (changes: Settings) => panel.form?.obstacle?.(settings(changes));

  it('nothing in the default, strategies of which none suits, and a task without a problem', () => {
    expect(obstacle({})).toBeUndefined();
    expect(obstacle({ strategies: ['tree-of-thoughts'] })).toMatch(/none of the chosen ones suits/);
    expect(obstacle({ task: 'own', ownProblems: '---\n \n---', problems: 'drawn' })).toBe(
      'Problems: write at least one.',
    );
  });
});

describe('what else Run can do', () => {
  it('all problems instead of one, and the other way round', () => {
    const [many] = panel.form?.alternatives?.(settings(), []) ?? [];
    expect(many?.label).toBe('Run 20 problems × 3 strategies');
    expect(many?.settings.problems).toBe('many');
    const [one] = (many && panel.form?.alternatives?.(many.settings, [])) ?? [];
    expect([one?.label, one?.settings]).toEqual(['Run this one problem', settings()]);
    expect([settings(), many?.settings].map(of => of && panel.form?.comparesModels?.(of))).toEqual([false, true]);
  });

  it('all problems on every model that is compared, and this one problem on one', () => {
    const labels = (changes: Settings, models: number) => {
      const compare = Array.from({ length: models }, (_, at) => ({ engine: 'endpoint' as const, model: `m${at}` }));
      return panel.form?.alternatives?.(settings(changes), compare).map(({ label }) => label);
    };
    expect(labels({}, 2)).toEqual(['Run 20 problems × 3 strategies on 3 models']);
    expect(labels({ repeats: 5 }, 1)).toEqual(['Run 20 problems × 3 strategies on 2 models, 5 times each']);
    expect(labels({ problems: 'drawn' }, 2)).toEqual(['Run this one problem']);
  });

  it('no more problems than the task lists, and the most where its list is not known', () => {
    const labels = (changes: Settings) => panel.form?.alternatives?.(settings(changes), []).map(({ label }) => label);
    const io: Settings = { strategies: ['io'] };
    expect(labels({ ...io, task: 'own' })).toEqual(['Run 1 problem × 1 strategy']);
    expect(labels({ ...io, task: 'own', ownProblems: 'a\n---\nb\n---\nc' })).toEqual(['Run 3 problems × 1 strategy']);
    expect(labels({ ...io, task: 'hallucination', count: 500 })).toEqual(['Run 64 problems × 1 strategy']);
    expect(labels({ ...io, task: 'hallucination', data: '0123456789abcdef' })).toEqual([
      'Run up to 20 problems × 1 strategy',
    ]);
    const title = (changes: Settings) => panel.describe(panelExperiment({ ...io, problems: 'drawn', ...changes }));
    expect(title({ task: 'misinformation', count: 500 })).toMatch(/, 64 problems × 1 strategy$/);
    expect(title({ task: 'misinformation', data: '0123456789abcdef' })).toMatch(/, up to 20 problems × 1 strategy$/);
  });
});
