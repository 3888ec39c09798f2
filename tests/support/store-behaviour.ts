import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '@/lib/experiment/entry';
import { createJournal } from '@/lib/experiment/journal';
import { textsHash } from '@/lib/experiment/request';
import { newRun } from '@/lib/experiment/run';
import { runExperiment } from '@/lib/experiment/runner';
import type { RunStore, RunWriter } from '@/lib/experiment/store';
import { solveSum, sumExperiment, sums } from '../unit/experiment/sums';
import { scriptedEngine } from './scripted-engine';

const value = (name: string, content: number): JournalEntry => ({
  kind: 'value',
  path: ['unit', name],
  value: content,
});

const embedding = (text: string): JournalEntry => ({
  ...{ kind: 'embedding', path: ['unit', 'embed'], hash: textsHash([text]), texts: [text], vectors: [''] },
  ...{ total_ms: 1, engine: 'e/m' },
});

/** What every run store does. `open` gives the store again, as a page does that was reloaded. */
export function describeRunStore(open: () => Promise<RunStore>): void {
  const begin = async () => {
    const store = await open();
    const header = newRun(sumExperiment(), 'Three sums');
    const writer = await store.create(header);
    return { store, header, writer };
  };

  describe('a run store', () => {
    it('keeps entries in their order and replaces one at the same path', async () => {
      const { store, header, writer } = await begin();
      for (const name of ['b', 'a', 'c']) await writer.append(value(name, 1));
      await writer.append(value('b', 2));
      const loaded = await (await open()).load(header.id);
      expect(loaded?.entries).toEqual([value('b', 2), value('a', 1), value('c', 1)]);
      expect(loaded?.skipped).toBe(0);
      await store.remove(header.id);
    });

    it('keeps apart the entries of two runs', async () => {
      const first = await begin();
      const second = await begin();
      await first.writer.append(value('a', 1));
      await second.writer.append(value('a', 2));
      expect((await second.store.load(second.header.id))?.entries).toEqual([value('a', 2)]);
      await first.store.remove(first.header.id);
      expect(await first.store.load(first.header.id)).toBeUndefined();
      expect((await second.store.load(second.header.id))?.entries.length).toBe(1);
      await second.store.remove(second.header.id);
    });

    it('keeps how many calls of a run got no answer, until they are answered', async () => {
      const { store, header, writer } = await begin();
      await writer.finish({ status: 'incomplete', unanswered: 3, results: [] });
      const found = async () => (await store.list('sums')).find(({ id }) => id === header.id);
      expect(await found()).toMatchObject({ status: 'incomplete', unanswered: 3 });
      expect(await store.load(header.id)).toMatchObject({ status: 'incomplete', unanswered: 3 });
      await writer.finish({ status: 'finished', results: [] });
      expect(await found()).toMatchObject({ status: 'finished', unanswered: 0 });
      await store.remove(header.id);
    });

    it('lists the runs of a panel, latest change first, and those that a crash left running', async () => {
      const first = await begin();
      const second = await begin();
      await second.writer.finish({
        status: 'finished',
        results: [{ name: 'sum 1', value: { total: 15 } }],
        environment: { backend: 'wasm' },
        score: '1 added up',
      });
      await new Promise(resolve => setTimeout(resolve, 2));
      await first.writer.append(value('a', 1));
      const listed = await (await open()).list('sums');
      expect(listed.map(({ id, status }) => [id, status])).toEqual([
        [first.header.id, 'running'],
        [second.header.id, 'finished'],
      ]);
      expect(listed[1]).toMatchObject({ environment: { backend: 'wasm' }, score: '1 added up', panel: 'sums' });
      expect(listed[1]).toMatchObject({ model: sumExperiment().model, experiment: sumExperiment() });
      expect(listed.some(header => 'results' in header || 'entries' in header)).toBe(false);
      expect((await second.store.load(second.header.id))?.results).toEqual([{ name: 'sum 1', value: { total: 15 } }]);
      expect(await first.store.list('other')).toEqual([]);
      for (const { header, store } of [first, second]) await store.remove(header.id);
    });

    it('counts calls and room in the header: an entry in the place of another counts once', async () => {
      const { store, header, writer } = await begin();
      const inList = async () => (await store.list()).find(({ id }) => id === header.id)!;
      const bytes: number[] = [];
      for (const entry of [embedding('x'), value('v', 1), embedding('xyz'), embedding('x')]) {
        await writer.append(entry);
        bytes.push((await inList()).bytes);
      }
      expect((await inList()).calls).toBe(1);
      expect(bytes[0]).toBeGreaterThan(0);
      expect(bytes[2]).toBe(bytes[1]! + 2);
      expect(bytes[3]).toBe(bytes[1]);
      await writer.append({ ...value('v', 1), path: ['unit', 'embed'] });
      expect((await inList()).calls).toBe(0);
      await writer.finish({ status: 'stopped', results: [{ name: 'a', value: 'long'.repeat(50) }] });
      const { runs } = await store.usage();
      expect(runs.get(header.id)).toBe((await inList()).bytes);
      expect(runs.get(header.id)).toBeGreaterThan(200);
      await store.remove(header.id);
      expect((await store.usage()).runs.has(header.id)).toBe(false);
    });

    it('gives a run another title', async () => {
      const { store, header, writer } = await begin();
      await store.rename(header.id, 'My sums');
      await store.rename(header.id, 'My sums');
      expect((await (await open()).load(header.id))?.title).toBe('My sums');
      await store.remove(header.id);
      for (const change of [
        () => store.rename(header.id, 'x'),
        () => store.resume(header.id),
        () => writer.finish({ status: 'stopped', results: [] }),
      ])
        await expect(change()).rejects.toMatchObject({ kind: 'run-gone' });
    });

    it('keeps the environment of a run that is finished without one', async () => {
      const { store, header, writer } = await begin();
      await writer.finish({ status: 'stopped', results: [], environment: { backend: 'wasm' }, score: 's' });
      await (await store.resume(header.id)).finish({ status: 'finished', results: [] });
      expect(await store.load(header.id)).toMatchObject({
        status: 'finished',
        environment: { backend: 'wasm' },
        score: 's',
      });
      await store.remove(header.id);
    });

    it('takes what the latest writer of a run writes, and nothing of an earlier one', async () => {
      const { store, header, writer } = await begin();
      await writer.append(value('a', 1));
      const latest = await (await open()).resume(header.id);
      await latest.append(value('b', 2));
      await latest.finish({ status: 'finished', results: [{ name: 'sum 1', value: { total: 15 } }], score: 'all' });
      for (const late of [
        () => writer.append(value('b', 3)),
        () => writer.finish({ status: 'stopped', results: [], score: 'none' }),
      ])
        await expect(late()).rejects.toMatchObject({ kind: 'run-elsewhere' });
      expect(await store.load(header.id)).toMatchObject({
        ...{ status: 'finished', score: 'all', results: [{ name: 'sum 1' }], entries: [value('a', 1), value('b', 2)] },
      });
      await store.remove(header.id);
    });

    it('refuses an entry of a run that was removed', async () => {
      const { store, header, writer } = await begin();
      await store.remove(header.id);
      await expect(writer.append(value('a', 1))).rejects.toMatchObject({ kind: 'run-gone' });
    });

    it('lets a run that is closed after every new answer go on without repeating a call', async () => {
      const { store, header, writer } = await begin();
      const live = async (page: AbortController, from: RunStore, own: RunWriter) => {
        const engine = scriptedEngine({ answer: solveSum, can: { batch: 4 } });
        const stored = await from.load(header.id);
        const outcome = await runExperiment({
          panel: sums,
          experiment: stored?.experiment ?? header.experiment,
          openEngine: async () => engine,
          journal: createJournal(stored?.entries),
          signal: page.signal,
          onEvent: event => event.type === 'entry' && !event.replayed && page.abort(),
          persist: own.append,
        });
        return { ...outcome, calls: engine.finished() };
      };
      const first = await live(new AbortController(), store, writer);
      expect(first.status).toBe('stopped');
      let calls = first.calls;
      let last = first;
      while (last.status === 'stopped' && calls < 100) {
        const reopened = await open();
        last = await live(new AbortController(), reopened, await reopened.resume(header.id));
        calls += last.calls;
      }
      expect(last.results.map(result => (result.value as { total: number }).total)).toEqual([15, 21, 27]);
      expect(calls).toBe(9);
      await store.remove(header.id);
    });
  });
}
