import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '@/lib/experiment/entry';
import { createJournal } from '@/lib/experiment/journal';
import { memoryRunStore } from '@/lib/experiment/memory-store';
import { newRun } from '@/lib/experiment/run';
import { runExperiment } from '@/lib/experiment/runner';
import type { RunStore } from '@/lib/experiment/store';
import { type Script, scriptedEngine } from '../../support/scripted-engine';
import { solveSum, sumExperiment, sums } from './sums';

const experiment = sumExperiment({ problems: 2 });
/** Two halves and a merge for each of two problems. */
const callsOfARun = 6;

/** Runs with what the store holds, until `limit` entries are stored: then the page "dies", and nothing later is stored or seen. */
async function runUntil(store: RunStore, runId: string, limit: number, script: Partial<Script> = {}) {
  const engine = scriptedEngine({ answer: solveSum, ...script });
  const page = new AbortController();
  const writer = await store.resume(runId);
  const loaded = await store.load(runId);
  let stored = 0;
  const persist = async (entry: JournalEntry) => {
    if (page.signal.aborted) return;
    await writer.append(entry);
    if (++stored === limit) page.abort();
  };
  if (limit === 0) page.abort();
  const outcome = await runExperiment({
    panel: sums,
    experiment,
    openEngine: async () => engine,
    journal: createJournal(loaded?.entries),
    signal: page.signal,
    onEvent: () => {},
    persist,
  });
  return { ...outcome, engine };
}

async function emptyRun(): Promise<[RunStore, string]> {
  const store = memoryRunStore();
  const header = newRun(experiment, 'test');
  await store.create(header);
  return [store, header.id];
}

const callsIn = async (store: RunStore, runId: string) =>
  (await store.load(runId))?.entries.filter(entry => entry.kind === 'call').length ?? 0;

describe('a run that is cut off', () => {
  it('goes on after a crash at every entry, with the same result and without repeating a call', async () => {
    const [whole, wholeId] = await emptyRun();
    const expected = await runUntil(whole, wholeId, Infinity);
    expect(expected.engine.finished()).toBe(callsOfARun);
    const entries = (await whole.load(wholeId))?.entries ?? [];
    expect(entries.length).toBe(callsOfARun + 6);

    for (let k = 0; k <= entries.length; k++) {
      const [store, runId] = await emptyRun();
      const first = await runUntil(store, runId, k);
      if (k < entries.length) expect(first.status).toBe('stopped');
      const survived = await callsIn(store, runId);
      const second = await runUntil(store, runId, Infinity);
      expect(second.status).toBe('finished');
      expect(second.results).toEqual(expected.results);
      expect(survived + second.engine.finished()).toBe(callsOfARun);
      const key = (entry: JournalEntry) => entry.path.join();
      const byPath = (list: JournalEntry[]) => [...list].sort((a, b) => (key(a) < key(b) ? -1 : 1));
      expect(byPath((await store.load(runId))?.entries ?? [])).toEqual(byPath(entries));
    }
  });

  it('crashes again and again and still makes every call once', async () => {
    const [store, runId] = await emptyRun();
    let made = 0;
    for (let lives = 0; lives < 40; lives++) {
      const { engine, status } = await runUntil(store, runId, 1);
      made += engine.finished();
      if (status === 'finished') break;
    }
    expect(made).toBe(callsOfARun);
  });

  it.each([{ concurrency: 4 }, { batch: 4 }])(
    'keeps every answer that had come when it was stopped (%o)',
    async can => {
      const [store, runId] = await emptyRun();
      const { append } = await store.resume(runId);
      const page = new AbortController();
      const journal = createJournal();
      const engine = scriptedEngine({ answer: solveSum, can, onCall: (_prompt, nth) => nth === 4 && page.abort() });
      const { status } = await runExperiment({
        panel: sums,
        experiment,
        openEngine: async () => engine,
        journal,
        signal: page.signal,
        onEvent: () => {},
        persist: append,
      });
      expect(status).toBe('stopped');
      expect(await callsIn(store, runId)).toBe(engine.finished());
      const second = await runUntil(store, runId, Infinity);
      expect(engine.finished() + second.engine.finished()).toBe(callsOfARun);
    },
  );

  it('stores an answer before the program sees it', async () => {
    const seen: string[] = [];
    await runExperiment({
      panel: {
        ...sums,
        phases: [{ name: 'only', units: () => [{ name: 'one', input: null }] }],
        run: async (_unit, _experiment, scope) => {
          await scope.ask('1+1');
          seen.push('program');
          return null;
        },
      },
      experiment,
      openEngine: async () => scriptedEngine({ answer: solveSum }),
      journal: createJournal(),
      signal: new AbortController().signal,
      onEvent: () => {},
      persist: async () => {
        await new Promise(resolve => setTimeout(resolve, 5));
        seen.push('store');
      },
    });
    expect(seen).toEqual(['store', 'program']);
  });

  it('does not take for a result what a program made of a stopped call', async () => {
    const page = new AbortController();
    const { results, status } = await runExperiment({
      panel: {
        ...sums,
        run: (_unit, _experiment, scope) =>
          scope.ask('1+1').then(
            () => 1,
            () => 0,
          ),
      },
      experiment,
      openEngine: async () => scriptedEngine({ answer: solveSum, delay: () => 1000 }),
      journal: createJournal(),
      signal: page.signal,
      onEvent: event => event.type === 'call-started' && page.abort(),
    });
    expect([status, results]).toEqual(['stopped', []]);
  });
});
