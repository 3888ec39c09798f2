import { describe, expect, it } from 'vitest';
import { relevantSettings, strategiesFor, unfitOf, usedStrategies } from '@/components/divide-and-conquer/form/rules';
import { obstacle, problemOf, withSetting, type PanelState, type Settings } from '@/components/workbench/state';
import { defaultExperiment } from '@/lib/experiment/spec';
import { divideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import { strategies } from '@/lib/panels/divide-and-conquer/strategies/registry';
import { tasks } from '@/lib/panels/divide-and-conquer/tasks/registry';

const defaults = defaultExperiment(divideAndConquerPanel as never) as unknown as PanelState['experiment'];

const settings = (changes: Partial<Settings>): Settings => ({ ...defaults.settings, ...changes });

const state = (changes: Partial<Settings> = {}): PanelState => ({
  experiment: { ...defaults, settings: settings(changes) },
  drafts: {},
  run: null,
  unfinished: null,
  unit: null,
  selected: null,
  notices: [],
  isOpening: false,
  draws: 0,
});

describe('which settings the form shows', () => {
  it.each(tasks.map(({ id }) => id))('those of the task %s, for a given problem and for drawn ones', id => {
    const task = tasks.find(candidate => candidate.id === id)!;
    for (const problems of ['given', 'drawn'] as const) {
      const names = relevantSettings(settings({ task: id, problems }));
      expect(names).toEqual(expect.arrayContaining([...task.fields[problems]]));
      const other = problems === 'given' ? 'drawn' : 'given';
      const onlyOther = task.fields[other].filter(name => !task.fields[problems].includes(name));
      expect(names.filter(name => onlyOther.includes(name as never))).toEqual([]);
    }
  });

  const options = (chosen: string[], task = 'multiplication') =>
    relevantSettings(settings({ strategies: chosen, task })).filter(name =>
      ['leaf', 'split', 'merge', 'samples', 'drawTemperature', 'breadth', 'depth', 'votes'].includes(name),
    );

  it.each([
    [['io', 'cot'], []],
    [['cot-sc'], ['samples', 'drawTemperature']],
    [['least-to-most'], ['split']],
    [['decomposed'], []],
    [['single-level'], ['leaf', 'split', 'merge']],
    [['divide-and-conquer'], ['leaf', 'split', 'merge']],
    [
      ['cot-sc', 'divide-and-conquer'],
      ['leaf', 'split', 'merge', 'samples', 'drawTemperature'],
    ],
  ])('of the strategies %j: %j', (chosen, shown) => {
    expect(options(chosen)).toEqual(shown);
  });

  it('what is asked before how, and the text of your own problems before the number of one', () => {
    const names = relevantSettings(settings({ task: 'own', strategies: ['cot-sc'] }));
    expect(names).toEqual([
      ...['task', 'problems', 'ownProblems', 'ownSplit', 'ownSolve', 'ownMerge', 'ownChecker', 'item', 'repeats'],
      ...['strategies', 'samples', 'drawTemperature'],
    ]);
  });

  it('breadth, depth and votes only with a tree of thoughts that suits the task', () => {
    expect(options(['tree-of-thoughts'])).toEqual([]);
    expect(options(['tree-of-thoughts'], 'misinformation')).toEqual(['drawTemperature', 'breadth', 'depth', 'votes']);
  });

  it('no leaf size in your own task, whose parts the split prompt makes', () => {
    expect(options(['single-level'], 'own')).toEqual(['split', 'merge']);
    expect(options(['single-level'], 'hallucination')).toEqual(['leaf', 'split', 'merge']);
  });
});

describe('strategies and tasks', () => {
  it('uses none that does not suit the task, and has a reason for each', () => {
    const all = strategies.map(({ id }) => id);
    for (const { id: task } of tasks) {
      const set = settings({ task, strategies: all });
      const used = usedStrategies(set).map(({ id }) => id);
      const unsupported = unfitOf(set);
      expect([...used, ...Object.keys(unsupported)].sort()).toEqual([...all].sort());
      for (const why of Object.values(unsupported)) expect(why.length).toBeGreaterThan(20);
    }
  });

  it('takes one level where many do not suit, and keeps the many for the way back', () => {
    expect(strategiesFor(settings({ task: 'hallucination', strategies: ['io', 'divide-and-conquer'] }))).toEqual([
      'io',
      'single-level',
      'divide-and-conquer',
    ]);
    expect(strategiesFor(settings({ task: 'addition', strategies: ['io', 'divide-and-conquer'] }))).toEqual([
      'io',
      'divide-and-conquer',
    ]);
    expect(strategiesFor(settings({ task: 'own', strategies: ['io'] }))).toEqual(['io']);
  });

  it('leaves a data set behind when the task changes: it belongs to one', () => {
    const before = state({ task: 'hallucination', data: '0123456789abcdef', item: 7 });
    expect(withSetting(before, 'task', 'misinformation').experiment.settings).toMatchObject({
      ...{ task: 'misinformation', data: '', item: 1 },
    });
  });
});

describe('what stands in the way of a run', () => {
  it('nothing in the default', () => {
    expect([obstacle(state(), 'given'), obstacle(state(), 'drawn')]).toEqual([undefined, undefined]);
  });

  it('a wrong number only where numbers are asked for', () => {
    const wrong = withSetting(state(), 'a', '12x');
    expect(obstacle(wrong, 'given')).toBe(
      'First number: The character "x" is not one of the digits 0 to 9. Use up to 40 digits, 0 to 9, without a sign.',
    );
    expect(obstacle(wrong, 'drawn')).toBeUndefined();
    expect(obstacle(withSetting(wrong, 'task', 'hallucination'), 'given')).toBeUndefined();
  });

  it('a wrong option only where a chosen strategy reads it', () => {
    const wrong = withSetting(state({ strategies: ['io'] }), 'leaf', 0);
    expect(obstacle(wrong, 'given')).toBeUndefined();
    expect(obstacle(withSetting(wrong, 'strategies', ['io', 'divide-and-conquer']), 'given')).toMatch(/^Leaf size w: /);
  });

  it('strategies of which none suits', () => {
    expect(obstacle(state({ strategies: ['tree-of-thoughts'] }), 'given')).toMatch(/none of the chosen ones suits/);
    expect(obstacle(withSetting(state(), 'strategies', []), 'given')).toBe('Strategies: Choose at least one.');
  });

  it('your own task without a problem, or with a text that is too long', () => {
    expect(obstacle(state({ task: 'own', ownProblems: '---\n \n---' }), 'drawn')).toBe('Problems: write at least one.');
    const long = withSetting(state({ task: 'own' }), 'ownSolve', 'x'.repeat(2003));
    expect(problemOf(long, 'ownSolve')).toBe('It is 3 characters too long.');
    expect(obstacle(long, 'given')).toBe('Solve prompt: It is 3 characters too long.');
    expect(long.experiment.settings.ownSolve).toBe(defaults.settings.ownSolve);
    expect(problemOf(withSetting(state(), 'ownSplit', 'a\u0007b'), 'ownSplit')).toMatch(
      /character that is not allowed/,
    );
  });
});
