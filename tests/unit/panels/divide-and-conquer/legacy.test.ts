import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildTree, isSequence, resultStep, walk } from '@/lib/evaluation/tree';
import { decodeLink } from '@/lib/experiment/link';
import type { Settings as Flat, Unit } from '@/lib/experiment/panel';
import { defaultExperiment, parseExperiment } from '@/lib/experiment/spec';
import { encodeLink } from '@/lib/experiment/write-link';
import { migrateEntry } from '@/lib/panels/divide-and-conquer/legacy';
import { divideAndConquerPanel as panel } from '@/lib/panels/divide-and-conquer/panel';
import { registry } from '@/lib/panels/divide-and-conquer/registry';
import { kindOf } from '@/tests/support/kind-of';
import { runPanel } from '@/tests/support/panel-run';
import { readRecorded } from '@/tests/support/recorded';

const folder = 'tests/fixtures/divide-and-conquer/v1';
const read = (name: string) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'));

interface LinkOfThen {
  what: string;
  link: string;
  settings: Flat;
  units?: { name: string; problem: object }[];
  unitCount?: number;
  fails?: string;
  [envelope: string]: unknown;
}
const links = read('links.json') as LinkOfThen[];

/** Where settings of version 1 stand now, but for those of tasks, by the settings of then. */
const meaning = (of: ReturnType<typeof decode>) => {
  const { task, problems, repeats, strategies, calls, options, tasks } = of.settings;
  return { task, problems, repeats, strategies, calls, options, own: tasks[task] };
};
const decode = (link: string) => decodeLink(link, panel);

const names: Readonly<Record<string, string>> = {
  ...{ ownProblems: 'problems', ownSplit: 'split', ownSolve: 'solve', ownMerge: 'merge', ownChecker: 'checker' },
};

describe('a link of version 1', () => {
  it.each(links)('means what it meant: $what', ({ link, settings, model, compare, sampling, seed }) => {
    const experiment = decode(link);
    expect(experiment).toMatchObject({ panelVersion: 2, model, compare, sampling, seed });
    const now = meaning(experiment);
    expect(now).toMatchObject({
      problems: settings['problems'] === 'given' ? 'one' : 'many',
      ...{ task: settings['task'], repeats: settings['repeats'], calls: settings['calls'] },
      strategies: settings['strategies'],
    });
    // Every option and every setting of the chosen task has its value of then.
    for (const [name, value] of Object.entries(now.options)) expect([name, value]).toEqual([name, settings[name]]);
    const isOwn = settings['task'] === 'own';
    for (const [name, value] of Object.entries(now.own ?? {})) {
      const before = isOwn ? (Object.keys(names).find(old => names[old] === name) ?? name) : name;
      expect([name, value]).toEqual([name, settings[before]]);
    }
  });

  it.each(links.filter(({ units }) => units))(
    'lists the units that it listed: $what',
    async ({ link, units, unitCount }) => {
      const listed = (await panel.phases[0].units(decode(link), {})) as Unit[];
      expect(listed).toHaveLength(unitCount ?? units?.length ?? 0);
      for (const [index, { name, problem }] of (units ?? []).entries()) {
        expect(listed[index]?.name).toBe(name);
        expect((listed[index]?.input as { problem: object }).problem).toMatchObject(problem);
      }
    },
  );

  it('asks for the data that it asked for', async () => {
    const { link } = links.find(({ fails }) => fails === 'data-missing') as LinkOfThen;
    await expect(panel.phases[0].units(decode(link), {})).rejects.toMatchObject({ kind: 'data-missing' });
  });

  it('keeps what the chosen task does not read, for the way back', () => {
    const settings = (what: string) => decode(links.find(link => link.what.includes(what))?.link ?? '').settings;
    expect(settings('left from before').tasks['multiplication']).toMatchObject({ a: '7', b: '70' });
    expect(settings('own prompts kept').tasks['own']).toMatchObject({ solve: 'Mine: {part}' });
  });

  it.each(links)('gives a link of today that means the same: $what', ({ link }) => {
    const experiment = decode(link);
    const now = encodeLink(experiment, panel);
    expect(decode(now)).toEqual(experiment);
    // Nested settings that nobody changed take no room.
    expect(now.length).toBeLessThan(link.length + 90);
  });

  it('with the defaults of then is today\u2019s default', () => {
    expect(decode(links[0]?.link ?? '')).toEqual(defaultExperiment(panel));
  });
});

describe('settings of version 1 that are not valid', () => {
  const kindOfSettings = (settings: object) => {
    const parse = () => parseExperiment({ version: 1, panel: panel.id, settings }, panel);
    expect(parse).toThrow(expect.objectContaining({ detail: expect.stringMatching(/^settings/) }));
    return kindOf(parse);
  };
  it.each([
    ['a number that is none', { a: '12x' }],
    ['a leaf size of another kind', { leaf: '2' }],
    ['a word of version 2', { problems: 'one' }],
    ['no word at all', { problems: 7 }],
    ['a group of version 2', { tasks: {} }],
    ['another group of version 2', { options: { leaf: 2 } }],
    ['an unknown setting', { colour: 'red' }],
    ['a name of every object', { toString: 1 }],
    ['an unknown task', { task: 'division' }],
    ['an unknown strategy', { strategies: ['guess'] }],
    ['too many problems of a task that is not chosen', { item: 0 }],
  ])('are refused with a sentence: %s', (_what, settings) => {
    expect(kindOfSettings(settings)).toBe('experiment-invalid');
  });
});

it('an experiment file of version 1 opens as the experiment that it was', () => {
  const file = read('experiment.json') as { experiment: unknown };
  const { link } = links.find(({ what }) => what === 'the user\u2019s own task') as LinkOfThen;
  expect(parseExperiment(file.experiment, panel)).toEqual(decode(link));
});

describe('a run file of version 1', () => {
  const runs = ['leaves-too-large', 'merged-by-code', 'seven-ways'];

  it.each(runs)('has a role for every name of every path: %s', name => {
    const { entries } = readRecorded(`${folder}/${name}.json`);
    expect(entries.length).toBeGreaterThan(5);
    for (const { path, roles } of entries) {
      expect(roles).toHaveLength(path.length);
      expect(roles).not.toContain('');
      expect(roles?.slice(0, 2)).toEqual(['unit', 'strategy']);
    }
  });

  it('opens as the experiment that it was', () => {
    const experimentOf = (name: string) => readRecorded(`${folder}/${name}.json`).experiment;
    expect(experimentOf('seven-ways').settings).toMatchObject({
      ...{ task: 'multiplication', problems: 'one', repeats: 1, calls: 'together' },
      strategies: ['io', 'cot', 'cot-sc', 'least-to-most', 'decomposed', 'single-level', 'divide-and-conquer'],
      tasks: { multiplication: { a: '618', b: '947' } },
      options: { leaf: 1, samples: 5, drawTemperature: 0.7, split: 'model', merge: 'model' },
    });
    expect(experimentOf('merged-by-code').settings).toMatchObject({
      tasks: { multiplication: { a: '48213907', b: '91775268' } },
      options: { split: 'code', merge: 'code' },
    });
    expect(experimentOf('leaves-too-large').settings.options).toMatchObject({ leaf: 2 });
  });

  it('has the call tree of its programs', () => {
    const { entries } = readRecorded(`${folder}/seven-ways.json`);
    const treeOf = (strategy: string) => buildTree(entries, ['618 × 947', strategy]);
    const outline = (strategy: string) => {
      const { steps, scopes } = treeOf(strategy);
      return [steps.map(({ role }) => role), scopes.map(({ role }) => role)];
    };
    expect(outline('io')).toEqual([['solve'], []]);
    expect(outline('cot-sc')).toEqual([['vote'], Array(5).fill('sample')]);
    expect(outline('least-to-most')).toEqual([['split', 'answer'], Array(3).fill('step')]);
    expect(outline('single-level')).toEqual([['split', 'split', 'merge'], Array(4).fill('part')]);
    expect(isSequence(treeOf('least-to-most'))).toBe(true);
    expect(isSequence(treeOf('single-level'))).toBe(false);
    const decomposed = treeOf('decomposed');
    expect(decomposed.scopes.map(({ name }) => name)).toEqual(decomposed.scopes.map((_, index) => `step ${index + 1}`));
    expect(resultStep(decomposed.scopes.at(-1) as never)?.role).toBe('decide');
    for (const scope of walk(treeOf('divide-and-conquer'))) expect(['', 'part']).toContain(scope.role);
  });
});

describe('the legacy rule on names', () => {
  it.each(registry.tasks.map(({ id }) => id))('gives the roles that the programs give: %s', async task => {
    const settings = { task, a: '481', b: '97', samples: 2, breadth: 2, depth: 2, votes: 2 };
    const { entries } = await runPanel({
      settings: { ...settings, strategies: registry.strategies.map(({ id }) => id) },
    });
    expect(entries.length).toBeGreaterThan(20);
    for (const entry of entries) {
      const { roles: _roles, ...older } = entry;
      expect(migrateEntry(older)).toEqual(entry);
    }
    expect(new Set(entries.map(({ path }) => path[1])).size).toBeGreaterThan(4);
  });

  it('knows a numbered step', () => {
    const value = { kind: 'value' as const, path: ['u', 's', 'low × high', 'solve 2'], value: 1 };
    expect(migrateEntry(value).roles).toEqual(['unit', 'strategy', 'part', 'solve']);
  });
});
