import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memoryRunStore } from '@/lib/experiment/memory-store';
import { newRun } from '@/lib/experiment/run';
import { openRunStore } from '@/lib/experiment/store';
import { describeRunStore } from '../../support/store-behaviour';
import { finishedRun } from './finished';
import { panels, sumExperiment } from './sums';

beforeEach(() => {
  Dexie.dependencies.indexedDB = new IDBFactory();
  Dexie.dependencies.IDBKeyRange = IDBKeyRange;
});
afterEach(() => {
  Dexie.dependencies.indexedDB = new IDBFactory();
});

describe('in IndexedDB', () => {
  describeRunStore(() => openRunStore(panels));

  it('brings back a whole run as it was', async () => {
    const { entries, ...record } = await finishedRun();
    const header = { ...newRun(record.experiment, record.title), ...record };
    const store = await openRunStore(panels);
    await store.create(header);
    for (const entry of entries) await store.append(header.id, entry);
    const loaded = await (await openRunStore(panels)).load(header.id);
    expect(loaded).toEqual({ ...header, updatedAt: expect.any(Number), entries, skipped: 0 });
  });

  it('skips and counts what was damaged, and keeps the rest', async () => {
    const { entries, experiment } = await finishedRun();
    const header = newRun(experiment, 'damaged');
    const store = await openRunStore(panels);
    await store.create(header);
    for (const entry of entries) await store.append(header.id, entry);
    const raw = await new Dexie('loupe').open();
    await raw
      .table('entries')
      .where('order')
      .belowOrEqual(2)
      .modify({ entry: { kind: 'call', text: 7 } });
    await raw.table('runs').add({ id: 'broken', experiment: 'none' });
    const loaded = await store.load(header.id);
    expect([loaded?.entries.length, loaded?.skipped]).toEqual([entries.length - 2, 2]);
    expect((await store.list()).map(({ id }) => id)).toEqual([header.id]);
    expect(await store.load('broken')).toBeUndefined();
  });

  it('says so when the browser has no storage', async () => {
    Dexie.dependencies.indexedDB = undefined as unknown as IDBFactory;
    await expect(openRunStore(panels)).rejects.toMatchObject({ kind: 'store-unavailable' });
  });

  it('says so when the browser refuses to open it', async () => {
    const refusing = new IDBFactory();
    refusing.open = () => {
      throw new DOMException('A mutation operation was attempted in private browsing', 'InvalidStateError');
    };
    Dexie.dependencies.indexedDB = refusing;
    await expect(openRunStore(panels)).rejects.toMatchObject({
      kind: 'store-unavailable',
      detail: expect.stringContaining('private browsing'),
    });
  });
});

describe('in memory', () => {
  const store = memoryRunStore();
  describeRunStore(async () => store);

  it('keeps its own copy', async () => {
    const header = newRun(sumExperiment(), 'mine');
    await store.create(header);
    header.title = 'changed';
    expect((await store.load(header.id))?.title).toBe('mine');
  });
});
