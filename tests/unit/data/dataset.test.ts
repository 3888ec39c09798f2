import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memoryContentStore, openContentStore } from '@/lib/data/content-store';
import { joinLeftOut, leaveOut, nothingLeftOut } from '@/lib/data/left-out';
import { dataLimits } from '@/lib/data/limits';
import { makeDataset } from '@/lib/panels/divide-and-conquer/tasks/verification/data/dataset';
import { datasetKind } from '@/lib/panels/divide-and-conquer/tasks/verification/data/kind';
import { describeDatasetStore, someDataset } from '../../support/dataset-store-behaviour';

beforeEach(() => {
  Dexie.dependencies.indexedDB = new IDBFactory();
  Dexie.dependencies.IDBKeyRange = IDBKeyRange;
});
afterEach(() => {
  Dexie.dependencies.indexedDB = new IDBFactory();
});

describe('a data set', () => {
  it('is named by its content: neither its name nor its encoding changes its hash', async () => {
    const one = await someDataset('Orta');
    const again = await makeDataset({ ...one, name: 'other', encoding: 'utf-8', leftOut: nothingLeftOut() });
    expect(again.hash).toBe(one.hash);
    expect(one.hash).toMatch(/^[0-9a-f]{16}$/);
  });

  it('of another task, order or text has another hash', async () => {
    const one = await someDataset('Orta');
    const others = await Promise.all([
      makeDataset({ ...one, task: 'misinformation' }),
      makeDataset({ ...one, items: [...one.items].reverse() }),
      makeDataset({ ...one, items: one.items.map(item => ({ ...item, isContradicted: !item.isContradicted })) }),
      someDataset('Orte'),
    ]);
    expect(new Set([one.hash, ...others.map(({ hash }) => hash)]).size).toBe(5);
  });

  it('has a name on one line, of bounded length', async () => {
    expect((await someDataset('Orta', ' a\n\u0007b ')).name).toBe('a b');
    expect((await someDataset('Orta', 'x'.repeat(500))).name).toHaveLength(dataLimits.name);
    expect((await someDataset('Orta', ' ')).name).toBe('unnamed');
  });

  it('without items, with too many or with a broken one is refused by name', async () => {
    const one = await someDataset('Orta');
    await expect(makeDataset({ ...one, items: [] })).rejects.toMatchObject({
      kind: 'data-malformed',
      detail: 'No line gives an item. Line 4: The column "label" is empty.',
    });
    const many = Array.from({ length: dataLimits.items + 1 }, () => one.items[0]!);
    await expect(makeDataset({ ...one, items: many })).rejects.toMatchObject({ kind: 'data-too-large' });
    const broken = [{ ...one.items[0]!, source: '' }];
    await expect(makeDataset({ ...one, items: broken })).rejects.toMatchObject({ kind: 'data-malformed' });
  });

  it('that is large can be stopped', async () => {
    const one = await someDataset('Orta');
    const items = Array.from({ length: 400 }, (_, index) => ({
      ...one.items[1]!,
      id: `${index}`,
      source: 'x'.repeat(20_000),
    }));
    await expect(makeDataset({ ...one, items }, AbortSignal.abort())).rejects.toMatchObject({ kind: 'cancelled' });
  });

  it('tells what was left out in reading and in mapping by line, and counts all', () => {
    const [read, mapped] = [nothingLeftOut(), nothingLeftOut()];
    leaveOut(read, 9, 'nine');
    for (let line = 1; line <= 8; line++) leaveOut(mapped, line, 'early');
    for (let line = 10; line <= 3_000; line++) leaveOut(read, line, 'late');
    const joined = joinLeftOut(read, mapped);
    expect([joined.total, joined.listed.length]).toEqual([3_000, dataLimits.listed]);
    expect(joined.listed.map(({ line }) => line)).toEqual(Array.from({ length: dataLimits.listed }, (_, at) => at + 1));
  });
});

describe('in memory', () => {
  describeDatasetStore(async () => memoryContentStore(datasetKind));
});

describe('in IndexedDB', () => {
  describeDatasetStore(() => openContentStore(datasetKind));

  it('does not give out what is no longer what its hash says', async () => {
    const store = await openContentStore(datasetKind);
    const dataset = await someDataset('Orta');
    await store.put(dataset);
    const raw = await new Dexie('loupe-data').open();
    const changed = [{ ...dataset.items[0]!, text: 'It is shallow. It is wet.' }, dataset.items[1]!];
    await raw.table('items').put({ hash: dataset.hash, items: changed });
    expect(await store.get(dataset.hash)).toBeUndefined();
    await raw.table('items').put({ hash: dataset.hash, items: [{ id: 7 }] });
    expect(await store.get(dataset.hash)).toBeUndefined();
    await raw.table('headers').put({ hash: 'damaged', name: 3 });
    expect((await store.list()).map(({ hash }) => hash)).toEqual([dataset.hash]);
  });

  it('says so when the browser has no storage', async () => {
    Dexie.dependencies.indexedDB = undefined as unknown as IDBFactory;
    await expect(openContentStore(datasetKind)).rejects.toMatchObject({ kind: 'store-unavailable' });
  });
});
