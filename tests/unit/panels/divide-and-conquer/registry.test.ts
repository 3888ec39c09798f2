import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { groupBy } from '@/lib/evaluation/group-by';
import type { CallEntry } from '@/lib/experiment/entry';
import { fieldAt } from '@/lib/experiment/fields';
import { createJournal } from '@/lib/experiment/journal';
import { decodeLink } from '@/lib/experiment/link';
import type { Experiment } from '@/lib/experiment/panel';
import { runExperiment } from '@/lib/experiment/runner';
import { parseExperiment } from '@/lib/experiment/spec';
import { encodeLink } from '@/lib/experiment/write-link';
import { errorKindsOf } from '@/lib/panels/divide-and-conquer/evaluation/error-kinds';
import { trialsOf } from '@/lib/panels/divide-and-conquer/evaluation/trials';
import { describeFlow } from '@/lib/panels/divide-and-conquer/flow/describe';
import { flowOf } from '@/lib/panels/divide-and-conquer/flow/flow';
import { createDivideAndConquerPanel } from '@/lib/panels/divide-and-conquer/panel';
import { presentProblem } from '@/lib/panels/divide-and-conquer/present';
import { readStrategy } from '@/lib/panels/divide-and-conquer/reading';
import { registry } from '@/lib/panels/divide-and-conquer/registry';
import { problemResults } from '@/lib/panels/divide-and-conquer/result';
import { sendingOf } from '@/lib/panels/divide-and-conquer/sending';
import { type DivideAndConquerSettings, taskSettings } from '@/lib/panels/divide-and-conquer/settings';
import { fixtureRegistry, reversal, reverse, reviewed } from '@/tests/support/fixture-registry';
import { scriptedEngine } from '@/tests/support/scripted-engine';

const panel = createDivideAndConquerPanel(fixtureRegistry);

const experimentOf = (settings: object, rest: object = {}): Experiment<DivideAndConquerSettings> =>
  parseExperiment({ version: 1, panel: panel.id, panelVersion: panel.version, settings, ...rest }, panel);

const one = experimentOf({ task: 'reversal', strategies: ['io', 'reviewed'] });

async function run(experiment: typeof one, answer: (prompt: string) => string = reverse) {
  const engine = scriptedEngine({ answer: request => answer(request.messages.at(-1)?.content ?? '') });
  const journal = createJournal();
  const outcome = await runExperiment({
    panel,
    experiment,
    openEngine: () => Promise.resolve(engine),
    journal,
    signal: new AbortController().signal,
    onEvent: () => undefined,
  });
  const entries = groupBy(journal.entries(), ({ path }) => path[0] ?? '');
  const trials = problemResults(outcome.results).flatMap(({ name, value }) =>
    trialsOf({ name, root: name, value }, entries.get(name) ?? [], experiment.settings, fixtureRegistry),
  );
  return { journal, outcome, trials, calls: engine.calls.length };
}

describe('a strategy and a task that are registered and nothing else', () => {
  it('have their lines in the form, and their fields in the schema', () => {
    const paths = (of: typeof one) => panel.form?.lines(of.settings).map(({ path }) => path);
    expect(paths(one)).toEqual([
      ...['task', 'problems', 'tasks.reversal.word', 'repeats', 'strategies', 'options.reviews'],
    ]);
    const many = experimentOf({ task: 'reversal', problems: 'many', strategies: ['io'] });
    expect(paths(many)).toEqual(['task', 'problems', 'tasks.reversal.count', 'repeats', 'strategies']);
    expect(fieldAt(panel.fields, 'options.reviews')).toMatchObject({ label: 'Reviews', max: 4 });
    expect(one.settings.options['reviews']).toBe(2);
    expect(one.settings.tasks['reversal']).toEqual({ word: 'stressed', count: 3 });
    expect(() => experimentOf({ options: { reviews: 5 } })).toThrow('settings.options.reviews');
    expect(() => experimentOf({ tasks: { reversal: { word: 'X' } } })).toThrow('small letters');
    const titles = (path: string) => {
      const field = fieldAt(panel.fields, path);
      return 'options' in field ? field.options.map(({ label }) => label) : [];
    };
    expect(titles('task')).toContain('Words reversed');
    expect(titles('strategies')).toContain('Draft and review');
  });

  it('say which strategies do not suit, and why', () => {
    const line = panel.form?.lines(one.settings).find(({ path }) => path === 'strategies');
    expect(line?.unsupported).toEqual({
      'least-to-most': 'Letters do not build on each other.',
      decomposed: 'There is no module for letters.',
      'tree-of-thoughts': 'There is nothing to search for.',
    });
  });

  it('have a diagram, drawn from the program', async () => {
    const flow = await flowOf(reviewed as never, reversal.flowExample, { reviews: 2 });
    expect(describeFlow(flow)).toBe('1 draft, then 2 reviews in turn; 3 calls deep');
    expect(flow.nodes.map(({ role }) => role)).toEqual(['draft', 'review', 'review']);
    expect(sendingOf('reviewed', { engine: 'embedded' }, undefined, fixtureRegistry)).toBe(
      'Each call waits for the one before it.',
    );
  });

  it('are planned for, as many calls as are made', async () => {
    const many = experimentOf({ task: 'reversal', problems: 'many', strategies: ['io', 'reviewed'] });
    expect(await panel.plan(many)).toEqual({ calls: 12, isExact: true, sentence: '3 problems × 2 strategies' });
    expect((await run(many)).calls).toBe(12);
  });

  it('come back from a link', () => {
    const experiment = experimentOf({
      ...{ task: 'reversal', strategies: ['reviewed'], options: { reviews: 3 } },
      tasks: { reversal: { word: 'desserts' } },
    });
    expect(decodeLink(encodeLink(experiment, panel), panel)).toEqual(experiment);
    expect(panel.describe(experiment)).toBe('desserts, 1 strategy');
  });

  it('have their rows in the table', async () => {
    const { outcome, journal } = await run(one);
    const { columns, rows } = await panel.table(one, outcome.results, journal.entries());
    expect(columns.slice(0, 3)).toEqual(['Strategy', 'Letters', 'n']);
    expect(rows.map(row => row.slice(0, 4))).toEqual([
      ['Direct answer (IO)', '8', '1', '100.0'],
      ['Draft and review', '8', '1', '100.0'],
    ]);
    expect(panel.score(one, outcome.results)).toBe('2 of 2 right');
  });

  it.each([
    ['the draft', (prompt: string) => (prompt.includes('Said:') ? 'wrong' : 'bad'), 'draft-wrong', 'first go'],
    [
      'a review',
      (prompt: string) => (prompt.includes('Said:') ? 'wrong' : reverse(prompt)),
      'review-wrong',
      'round 1 / look again',
    ],
  ])('have kinds of error of their own: %s', async (_what, answer, kind, at) => {
    const { trials } = await run(one, answer);
    const error = trials.find(({ strategy }) => strategy === 'reviewed')?.error;
    expect([error?.kind, error?.path?.slice(2).join(' / ')]).toEqual([kind, at]);
    expect(errorKindsOf(fixtureRegistry)[kind]?.word).toMatch(/wrong$/);
    expect(errorKindsOf()[kind]).toBeUndefined();
  });

  it('are read back by their own roles', async () => {
    const { journal } = await run(one, prompt => (prompt.includes('Said:') ? reverse(prompt) : 'bad'));
    const { tree, verdicts, error } = readStrategy({
      ...{ items: journal.entries(), root: ['stressed', 'reviewed'], problem: { word: 'stressed' } },
      ...{ settings: one.settings, registry: fixtureRegistry },
    });
    expect(tree.steps.map(step => [step.role, verdicts.get(step.key)])).toEqual([['draft', 'entered']]);
    expect(tree.scopes.map(({ name, role }) => [name, role])).toEqual([
      ['round 1', 'review'],
      ['round 2', 'review'],
    ]);
    expect(error).toBeNull();
    const [call] = journal.entries().filter((entry): entry is CallEntry => entry.path[1] === 'reviewed');
    expect(call?.roles).toEqual(['unit', 'strategy', 'draft']);
  });

  it('describe their problem', () => {
    const { description, truth, check } = presentProblem(
      { problem: { word: 'stop' } },
      'stop',
      one.settings,
      fixtureRegistry,
    );
    expect(description).toEqual({
      heading: 'stop reversed',
      texts: [{ title: 'Word', text: 'stop' }],
      right: { before: '→ ', answer: 'pots', after: '', source: 'computed' },
    });
    expect([truth, check('pots'), check('stop')]).toEqual(['pots', true, false]);
  });

  it('are in none of the panel\u2019s own lists', () => {
    expect(registry.strategies.some(({ id }) => id === 'reviewed')).toBe(false);
    expect(registry.tasks.some(({ id }) => id === 'reversal')).toBe(false);
  });
});

describe('the registries', () => {
  it('define an option that several strategies read once', () => {
    const known = new Map<string, unknown>();
    for (const { id, fields } of registry.strategies) {
      for (const [name, field] of Object.entries(fields)) {
        expect([id, name, known.get(name) ?? field]).toEqual([id, name, field]);
        expect(known.get(name) ?? field).toBe(field);
        known.set(name, field);
      }
    }
    expect(known.size).toBeGreaterThan(5);
  });

  it('name only settings that there are, and blame only kinds that there are', () => {
    for (const { fields, asks, keeps = [], data } of registry.tasks) {
      const names = [...asks.one, ...asks.many, ...keeps, ...(data ? [data.hash, data.item] : [])];
      expect(Object.keys(fields)).toEqual(expect.arrayContaining(names));
    }
    const kinds = Object.keys(errorKindsOf());
    for (const { errors, uncheckedError } of registry.strategies) {
      expect(kinds).toEqual(
        expect.arrayContaining([...Object.values(errors), ...(uncheckedError ? [uncheckedError] : [])]),
      );
    }
  });

  it('know how many problems a list has that is not fetched', async () => {
    const lists = registry.tasks.filter(({ list }) => list !== undefined);
    expect(lists.length).toBeGreaterThan(2);
    for (const task of lists) {
      const settings = taskSettings(one.settings, task);
      expect([task.id, task.listed?.(settings)]).toEqual([task.id, (await task.list?.(settings))?.length]);
    }
    expect(registry.tasks.filter(({ list, listed }) => list === undefined && listed !== undefined)).toEqual([]);
  });

  it('are the only files that know a strategy or a task by its id', () => {
    const folders = ['lib/panels/divide-and-conquer', 'lib/evaluation'];
    const files = folders.flatMap(folder =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(file => ({ folder, file })),
    );
    const shared = files.filter(
      ({ file }) => file.endsWith('.ts') && !/^(?:strategies|tasks|subtree-isomorphism)\/|^legacy\.ts$/.test(file),
    );
    expect(shared.length).toBeGreaterThan(30);
    const ids = [...registry.strategies, ...registry.tasks].map(({ id }) => id);
    for (const { folder, file } of shared) {
      const text = readFileSync(`${folder}/${file}`, 'utf8').replace(`id: '${panel.id}'`, '');
      for (const id of ids) expect([file, id, text.includes(`'${id}'`)]).toEqual([file, id, false]);
    }
  });
});
