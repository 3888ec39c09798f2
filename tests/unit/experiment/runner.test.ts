import { describe, expect, it } from 'vitest';
import { Failure } from '@/lib/core/failure';
import type { Engine } from '@/lib/engines/contract';
import { type JournalEntry, pathKey } from '@/lib/experiment/entry';
import type { RunEvent } from '@/lib/experiment/events';
import { createJournal, type Journal } from '@/lib/experiment/journal';
import type { Panel } from '@/lib/experiment/panel';
import { runExperiment } from '@/lib/experiment/runner';
import { scriptedEngine } from '../../support/scripted-engine';
import { solveSum, sumExperiment, sums } from './sums';

interface Setup {
  engine: Engine;
  journal?: Journal;
  panel?: Panel;
  experiment?: ReturnType<typeof sumExperiment>;
  signal?: AbortSignal;
  persist?: (entry: JournalEntry) => Promise<void>;
}

async function run({ engine, ...setup }: Setup) {
  const events: RunEvent[] = [];
  const outcome = await runExperiment({
    panel: sums,
    experiment: sumExperiment(),
    openEngine: async () => engine,
    journal: createJournal(),
    signal: new AbortController().signal,
    onEvent: event => events.push(event),
    ...setup,
  });
  return { ...outcome, events };
}

const of = <T extends RunEvent['type']>(events: RunEvent[], type: T) =>
  events.filter((event): event is Extract<RunEvent, { type: T }> => event.type === type);

describe('a run', () => {
  it('solves all units, and its journal is the tree of its calls', async () => {
    const journal = createJournal();
    const { results, status, events } = await run({ engine: scriptedEngine({ answer: solveSum }), journal });
    expect(status).toBe('finished');
    expect(results.map(result => (result.value as { total: number }).total)).toEqual([15, 21, 27]);
    const paths = journal.entries().map(entry => pathKey(entry.path));
    expect(paths.filter(path => path.startsWith('sum 1')).sort()).toEqual([
      'sum 1 / checked',
      'sum 1 / half / parity',
      'sum 1 / half / solve',
      'sum 1 / half 2 / parity',
      'sum 1 / half 2 / solve',
      'sum 1 / merge',
    ]);
    expect(of(events, 'progress').map(event => event.done)).toEqual([0, 1, 2, 3]);
  });

  it('streams every answer under its path', async () => {
    const { events } = await run({ engine: scriptedEngine({ answer: solveSum }) });
    for (const { entry } of of(events, 'entry')) {
      if (entry.kind !== 'call') continue;
      const streamed = of(events, 'delta').filter(delta => pathKey(delta.path) === pathKey(entry.path));
      expect(streamed.map(delta => delta.text).join('')).toBe(entry.text);
    }
  });

  it('gives the same results and the same requests in whatever order answers come', async () => {
    const plain = createJournal();
    const expected = await run({ engine: scriptedEngine({ answer: solveSum }), journal: plain });
    const byPath = (journal: Journal) =>
      Object.fromEntries(
        journal.entries().map(entry => [pathKey(entry.path), entry.kind === 'value' ? entry.value : entry.hash]),
      );
    for (const can of [{ concurrency: 7 }, { batch: 4 }, { batch: 64 }]) {
      const shuffled = createJournal();
      const engine = scriptedEngine({ answer: solveSum, can, delay: request => request.seed % 7 });
      const { results } = await run({ engine, journal: shuffled });
      expect(results).toEqual(expected.results);
      expect(byPath(shuffled)).toEqual(byPath(plain));
    }
  });

  it('finishes the first unit first on an engine that takes one call at a time', async () => {
    const { events } = await run({ engine: scriptedEngine({ answer: solveSum }) });
    expect(of(events, 'unit-finished').map(event => event.result.name)).toEqual(['sum 1', 'sum 2', 'sum 3']);
  });

  it('records the failure of a unit and goes on', async () => {
    const engine = scriptedEngine({
      answer: request => (solveSum(request) === '6' ? 'six' : solveSum(request)),
    });
    const { results, status, events } = await run({ engine });
    expect(status).toBe('finished');
    expect(results.map(result => result.failure?.kind)).toEqual([undefined, 'answer-unparsable', undefined]);
    const failed = of(events, 'entry').filter(({ entry }) => entry.kind === 'call' && entry.failure);
    expect(failed.map(({ entry }) => pathKey(entry.path))).toEqual(['sum 2 / half / solve']);
  });

  it('names an error of a program unknown, with its message', async () => {
    const panel = {
      ...sums,
      run: () => {
        throw new TypeError('no such thing');
      },
    };
    const { results } = await run({ engine: scriptedEngine({ answer: solveSum }), panel });
    expect(results[0]?.failure).toEqual({ kind: 'unknown', detail: 'no such thing' });
  });

  it('needs no model when the journal is complete', async () => {
    const journal = createJournal();
    const first = await run({ engine: scriptedEngine({ answer: solveSum }), journal });
    const size = journal.size;
    const engine = scriptedEngine({ answer: solveSum });
    const again = await run({ engine, journal });
    expect(again.results).toEqual(first.results);
    expect(engine.loads()).toBe(0);
    expect(of(again.events, 'entry').every(event => event.replayed)).toBe(true);
    expect(journal.size).toBe(size);
  });

  it('asks again only what depends on a changed prompt', async () => {
    const journal = createJournal();
    await run({ engine: scriptedEngine({ answer: solveSum }), journal });
    const engine = scriptedEngine({ answer: solveSum });
    const panel: Panel = {
      ...sums,
      phases: [
        {
          name: 'add',
          units: async experiment =>
            (await sums.phases[0].units(experiment, {})).map((unit, at) =>
              at === 1 ? { ...unit, input: [1, 2, 3, 4, 5, 9] } : unit,
            ),
        },
      ],
    };
    const { results } = await run({ engine, journal, panel });
    // The first half of unit 2 is as before; its second half and the merge are not.
    expect(engine.calls.length).toBe(2);
    expect((results[1]?.value as { total: number }).total).toBe(24);
  });

  it('reads recorded answers with the parser of today', async () => {
    const journal = createJournal();
    await run({ engine: scriptedEngine({ answer: solveSum }), journal });
    const forged = journal.entries().map(entry => (entry.kind === 'call' ? { ...entry, parsed: 999 } : entry));
    const { results } = await run({ engine: scriptedEngine({ answer: solveSum }), journal: createJournal(forged) });
    expect((results[0]?.value as { total: number }).total).toBe(15);
  });

  it('stops with the reason when the model cannot be loaded, without failing any unit', async () => {
    const engine = scriptedEngine({
      answer: solveSum,
      onLoad: () => {
        throw new Failure('model-file', 'model.safetensors');
      },
    });
    const { results, status, failure } = await run({ engine });
    expect({ results, status, kind: failure?.kind }).toEqual({ results: [], status: 'stopped', kind: 'model-file' });
    expect(engine.loads()).toBe(1);
  });

  it('stops when the GPU is lost and goes on from there', async () => {
    const journal = createJournal();
    const dying = scriptedEngine({
      answer: solveSum,
      onCall: (_prompt, nth) => {
        if (nth > 4) throw new Failure('device-lost');
      },
    });
    const lost = await run({ engine: dying, journal });
    expect([lost.status, lost.failure?.kind, lost.results.length]).toEqual(['stopped', 'device-lost', 1]);
    const engine = scriptedEngine({ answer: solveSum });
    const { status } = await run({ engine, journal });
    expect(status).toBe('finished');
    expect(engine.calls.length).toBe(9 - 4);
  });

  it('goes on when nothing can be stored, and says so once', async () => {
    const persist = () => Promise.reject(new Failure('store-unavailable'));
    const { status, events } = await run({ engine: scriptedEngine({ answer: solveSum }), persist });
    expect(status).toBe('finished');
    expect(of(events, 'not-stored').map(event => event.failure.kind)).toEqual(['store-unavailable']);
  });
});
