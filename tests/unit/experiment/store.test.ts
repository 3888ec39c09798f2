import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pathKey } from '@/lib/experiment/entry';
import { openRunStore } from '@/lib/experiment/indexed-store';
import { createJournal } from '@/lib/experiment/journal';
import { memoryRunStore } from '@/lib/experiment/memory-store';
import { newRun } from '@/lib/experiment/run';
import { runExperiment } from '@/lib/experiment/runner';
import { scriptedEngine } from '../../support/scripted-engine';
import { describeRunStore } from '../../support/store-behaviour';
import { finishedRun } from './finished';
import { panels, solveSum, sumExperiment, sums } from './sums';

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
    const { entries, results, status, environment, ...record } = await finishedRun();
    const header = { ...newRun(record.experiment, record.title), ...record };
    const store = await openRunStore(panels);
    const writer = await store.create(header);
    for (const entry of entries) await writer.append(entry);
    await writer.finish({ status: 'finished', results, environment, score: 'all' });
    const loaded = await (await openRunStore(panels)).load(header.id);
    const counts = { calls: 9, bytes: expect.any(Number), updatedAt: expect.any(Number), skipped: 0 };
    expect(loaded).toEqual({ ...header, ...{ status, environment, results, entries, score: 'all' }, ...counts });
  });

  it('skips and counts what was damaged, and keeps the rest', async () => {
    const { entries, results, experiment } = await finishedRun();
    const header = newRun(experiment, 'damaged');
    const store = await openRunStore(panels);
    const writer = await store.create(header);
    for (const entry of entries) await writer.append(entry);
    await writer.finish({ status: 'finished', results });
    const raw = await new Dexie('loupe').open();
    await raw
      .table('entries')
      .where('order')
      .belowOrEqual(2)
      .modify({ entry: { kind: 'call', text: 7 } });
    await raw
      .table('results')
      .put({ runId: header.id, results: [...results, { name: 7 }, { name: 'foreign', value: 'of no panel' }] });
    await raw.table('runs').add({ id: 'broken', experiment: 'none' });
    const loaded = await store.load(header.id);
    expect([loaded?.entries.length, loaded?.results.length, loaded?.skipped]).toEqual([
      entries.length - 2,
      results.length,
      4,
    ]);
    expect((await store.list()).map(({ id }) => id)).toEqual([header.id]);
    await expect(store.load('broken')).rejects.toMatchObject({ kind: 'run-damaged' });
    expect(await store.load('nowhere')).toBeUndefined();
  });

  it('lists without reading results or entries, and without the code of a panel', async () => {
    const { entries, results, experiment } = await finishedRun();
    const header = newRun(experiment, 'listed');
    const store = await openRunStore(() => Promise.reject(new Error('no panel is needed')));
    const writer = await store.create(header);
    await writer.append(entries[0]!);
    await writer.finish({ status: 'finished', results });
    const raw = await new Dexie('loupe').open();
    for (const table of ['entries', 'results']) await raw.table(table).clear();
    expect(await store.list()).toMatchObject([{ id: header.id, calls: 1, title: 'listed' }]);
  });

  it('says what the browser says of its storage, and nothing where it says nothing', async () => {
    const estimate = async () => ({ usage: 5, quota: 100 });
    expect(await (await openRunStore(panels, 'a', estimate)).usage()).toEqual({
      bytes: 5,
      quota: 100,
      runs: new Map(),
    });
    const refusing = () => Promise.reject(new Error('no'));
    expect(await (await openRunStore(panels, 'b', refusing)).usage()).toMatchObject({ bytes: null, quota: null });
  });

  describe('of version 1', () => {
    /** As that version wrote it: results in the header, no counts. */
    async function writeVersion1() {
      const { entries, results, ...record } = await finishedRun();
      const { panelVersion: _none, ...experiment } = record.experiment;
      const old = new Dexie('loupe');
      old.version(1).stores({ runs: 'id', entries: '++order, &[runId+key], runId' });
      await old.open();
      await old.table('runs').add({ ...record, experiment, results, id: 'old', updatedAt: 1.8e12 });
      await old.table('runs').add({ id: 'broken', experiment: null });
      const rows = entries.map(({ roles: _roles, ...entry }) => entry);
      await old.table('entries').bulkAdd(rows.map(entry => ({ runId: 'old', key: pathKey(entry.path), entry })));
      old.close();
      return { record, rows, results };
    }

    it('keeps its runs, with their results, and counts them once', async () => {
      const { record, rows, results } = await writeVersion1();
      const store = await openRunStore(panels);
      expect(await store.list()).toEqual([
        {
          ...{ id: 'old', title: record.title, createdAt: record.createdAt, updatedAt: 1.8e12, status: 'finished' },
          ...{ panel: 'sums', model: record.experiment.model, environment: record.environment, score: '' },
          ...{ calls: 9, bytes: expect.any(Number), experiment: expect.objectContaining({ panel: 'sums' }) },
        },
      ]);
      const loaded = await store.load('old');
      expect(loaded).toMatchObject({ experiment: record.experiment, results, entries: rows, skipped: 0 });
      await (await store.resume('old')).append(rows[0]!);
      expect((await store.list())[0]?.calls).toBe(9);
    });

    it('goes on where it stopped', async () => {
      const { record } = await writeVersion1();
      const loaded = await (await openRunStore(panels)).load('old');
      const engine = scriptedEngine({ answer: solveSum });
      const { status } = await runExperiment({
        panel: sums,
        experiment: record.experiment,
        openEngine: async () => engine,
        journal: createJournal(loaded?.entries),
        signal: new AbortController().signal,
        onEvent: () => {},
      });
      expect([status, engine.calls]).toEqual(['finished', []]);
    });
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
