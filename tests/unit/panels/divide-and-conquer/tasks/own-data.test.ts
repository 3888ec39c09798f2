import { beforeEach, describe, expect, it, vi } from 'vitest';
import { nothingLeftOut } from '@/lib/data/left-out';
import { type Dataset, makeDataset } from '@/lib/panels/divide-and-conquer/tasks/verification/data/dataset';
import type { Settings } from '@/tests/support/panel-run';

const items = [
  { id: 'one', source: 'The tower is 40 m high.', text: 'The tower is 50 m high.', isContradicted: true },
  { id: 'two', source: 'The tower is 40 m high.', text: 'It is a tower.', isContradicted: false },
  {
    ...{ id: 'three', source: 'Rain fell.', text: 'It rained. Nobody saw it. It was dry.' },
    ...{ isContradicted: true, planted: 'It was dry.' },
  },
];

const datasetFor = (task: Dataset['task']): Promise<Dataset> =>
  makeDataset({ name: 'mine.csv', task, encoding: 'utf-8', leftOut: nothingLeftOut(), items });

const unitsOf = async (settings: Settings) => {
  // After `resetModules`, so that each test has a store of its own.
  const { listProblems } = await import('@/lib/panels/divide-and-conquer/units');
  const { panelExperiment } = await import('@/tests/support/panel-run');
  return listProblems(panelExperiment(settings));
};

describe('a user\u2019s own data in an experiment', () => {
  beforeEach(() => vi.resetModules());

  it('is named by its hash, in Node kept in memory, and gives its problems by number', async () => {
    const { datasets } = await import('@/lib/panels/divide-and-conquer/tasks/verification/own-data');
    const dataset = await datasetFor('hallucination');
    await datasets.keep(dataset);
    expect((await datasets.open()).isLasting).toBe(false);
    const [unit] = await unitsOf({ task: 'hallucination', data: dataset.hash, item: 3 });
    expect(unit?.name).toBe('three');
    expect(unit?.input).toMatchObject({
      problem: { isContradicted: true, planted: 'It was dry.', source: 'Rain fell.' },
    });
  });

  it('is drawn from without repetition, and no more than there are', async () => {
    const { datasets } = await import('@/lib/panels/divide-and-conquer/tasks/verification/own-data');
    const dataset = await datasetFor('misinformation');
    await datasets.keep(dataset);
    const units = await unitsOf({ task: 'misinformation', data: dataset.hash, problems: 'drawn', count: 50 });
    expect(units.map(({ name }) => name).sort()).toEqual(['one', 'three', 'two']);
  });

  it('is missed by name where it is not here, is for another task, or was deleted', async () => {
    const { datasets } = await import('@/lib/panels/divide-and-conquer/tasks/verification/own-data');
    const dataset = await datasetFor('hallucination');
    const data = dataset.hash;
    await expect(unitsOf({ task: 'hallucination', data })).rejects.toMatchObject({
      kind: 'data-missing',
      detail: expect.stringContaining(data),
    });
    await datasets.keep(dataset);
    expect(await unitsOf({ task: 'hallucination', data })).toHaveLength(1);
    await expect(unitsOf({ task: 'misinformation', data })).rejects.toMatchObject({
      kind: 'data-missing',
      detail: expect.stringContaining('another task'),
    });
    await datasets.remove(data);
    await expect(unitsOf({ task: 'hallucination', data })).rejects.toMatchObject({ kind: 'data-missing' });
  });

  it('leaves the pairs of the page alone', async () => {
    const units = await unitsOf({ task: 'hallucination', problems: 'drawn', count: 1000 });
    expect(units).toHaveLength(64);
  });
});
