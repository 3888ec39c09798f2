import { describe, expect, it } from 'vitest';
import { applyEvents, endRun, type LiveRun, newRun, recordedRun, resultsOf } from '@/components/trace/live-run';
import { Failure } from '@/lib/core/failure';
import type { RunEvent } from '@/lib/experiment/events';
import { createJournal } from '@/lib/experiment/journal';
import { runExperiment } from '@/lib/experiment/runner';
import { defaultExperiment } from '@/lib/experiment/spec';
import { words, wordsEngine } from '@/tests/support/fixture-panel';
import type { ScriptedEngine } from '@/tests/support/scripted-engine';

/** Watches a run, a batch of `size` events at a time. */
async function watch(engine: ScriptedEngine, size = 1, page = new AbortController(), journal = createJournal()) {
  let live: LiveRun | undefined;
  const events: RunEvent[] = [];
  const seen: LiveRun[] = [];
  const apply = () => {
    live = applyEvents(live ?? newRun([], journal), events.splice(0), seen.length);
    seen.push(live);
  };
  const outcome = await runExperiment({
    panel: words,
    experiment: defaultExperiment(words),
    openEngine: async () => engine,
    journal,
    signal: page.signal,
    onEvent(event) {
      events.push(event);
      if (events.length >= size) apply();
    },
  });
  apply();
  return { outcome, journal, seen, live: seen.at(-1)! };
}

const plain = (live: LiveRun) =>
  [...live.units.values()].map(({ root, status, calls, result }) => ({
    root,
    status,
    result,
    calls: [...calls].map(([key, { began: _began, ended: _ended, ...call }]) => [key, call]),
  }));
const statuses = (live: LiveRun) => Object.fromEntries([...live.units].map(([root, { status }]) => [root, status]));

describe('a run as it is seen', () => {
  it.each([1, 7, 1000])('is what its journal and results say, seen %i events at a time', async size => {
    const { live, journal, outcome } = await watch(wordsEngine({ can: { concurrency: 4 } }), size);
    expect(live.journal.entries()).toEqual(journal.entries());
    expect(resultsOf(live)).toEqual(outcome.results);
    const units = [...live.units.values()].map(({ unit }) => unit);
    expect(plain(live)).toEqual(plain(recordedRun(units, journal, outcome.results)));
    expect(live).toMatchObject({ done: 6, total: 6, answered: 9, replayed: 0, load: null });
    expect(live.phase).toEqual({ name: 'compare', index: 1, phases: 2 });
  });

  it('holds the entries of the journal that it is given, not copies', async () => {
    const { live, journal } = await watch(wordsEngine());
    expect(live.journal).toBe(journal);
    const held = [...live.units.values()].flatMap(({ calls }) => [...calls.values()].map(({ entry }) => entry));
    expect(new Set(held)).toEqual(new Set(journal.entries()));
    expect(held.every(entry => journal.entries().includes(entry!))).toBe(true);
  });

  it('gives a new trace to the units that changed and to no others', async () => {
    const { seen } = await watch(wordsEngine());
    for (const [at, live] of seen.entries()) {
      const before = seen[at - 1];
      if (!before || at < 5) continue;
      const fox = live.units.get('fox');
      if (fox?.status === 'finished') expect(seen.at(-1)!.units.get('fox')).toBe(fox);
    }
    expect(new Set(seen.map(({ units }) => units)).size).toBe(seen.length);
  });

  it('shows an answer as it grows, its roles, and when it began and ended', () => {
    const path = ['fox', 'describe'];
    const roles = ['unit', 'solve'];
    const request = { messages: [] } as never;
    let live = newRun([{ name: 'fox', input: null }]);
    live = applyEvents(
      live,
      [
        { type: 'unit-started', name: 'fox' },
        { type: 'call-started', path, roles, request },
      ],
      5,
    );
    live = applyEvents(live, [{ type: 'delta', path, text: 'A f' }], 6);
    const early = live.units.get('fox')!;
    live = applyEvents(live, [{ type: 'delta', path, text: 'ox' }], 7);
    expect(early.calls.get('fox / describe')).toEqual({
      path,
      roles,
      status: 'running',
      text: 'A f',
      request,
      began: 5,
    });
    expect(live.units.get('fox')!.calls.get('fox / describe')?.text).toBe('A fox');
    const entry = { kind: 'call', path, roles, text: 'A fox.', request } as never;
    live = applyEvents(live, [{ type: 'entry', entry, replayed: false }], 9);
    expect(live.units.get('fox')!.calls.get('fox / describe')).toMatchObject({
      ...{ status: 'done', text: 'A fox.', began: 5, ended: 9, roles, entry },
    });
  });

  it('of many units that is stopped says which were stopped, which never began, and stops the calls in flight', async () => {
    const page = new AbortController();
    const engine = wordsEngine({ can: { concurrency: 1 }, onCall: (_, nth) => nth === 2 && page.abort() });
    const { live } = await watch(engine, 1, page);
    const ended = endRun(live);
    expect(statuses(ended)).toEqual({ fox: 'finished', dog: 'stopped', owl: 'stopped' });
    const calls = [...ended.units.values()].flatMap(unit => [...unit.calls.values()]);
    expect(calls.map(({ status }) => status)).not.toContain('running');
    const recorded = recordedRun(
      [...ended.units.values()].map(({ unit }) => unit),
      ended.journal,
      resultsOf(ended),
    );
    expect(statuses(recorded)).toEqual({ fox: 'finished', dog: 'waiting', owl: 'waiting' });
  });

  it('that ends while a call is in flight has no running call left', () => {
    const [path, roles] = [
      ['fox', 'describe'],
      ['unit', 'solve'],
    ];
    let live = newRun([{ name: 'fox', input: null }]);
    live = applyEvents(live, [
      { type: 'unit-started', name: 'fox' },
      { type: 'call-started', path, roles, request: {} as never },
    ]);
    const ended = endRun(live);
    expect(ended.units.get('fox')).toMatchObject({ status: 'stopped' });
    expect(ended.units.get('fox')?.calls.get('fox / describe')?.status).toBe('stopped');
  });

  it('shows why a call got no answer, and that it is asked again', () => {
    const [path, roles] = [
      ['fox', 'describe'],
      ['unit', 'solve'],
    ];
    let live = newRun([{ name: 'fox', input: null }]);
    const failed: RunEvent = { type: 'call-failed', path, roles, failure: new Failure('timed-out', 'late') };
    live = applyEvents(live, [failed], 3);
    expect(live.units.get('fox')?.calls.get('fox / describe')).toEqual({
      ...{ path, roles, status: 'failed', text: '', failure: { kind: 'timed-out', detail: 'late' }, ended: 3 },
    });
    live = applyEvents(live, [{ type: 'call-started', path, roles, request: {} as never }], 4);
    expect(live.units.get('fox')?.calls.get('fox / describe')).toMatchObject({ status: 'running', began: 4 });
  });

  it('goes on over a journal: what it holds is seen at once, and counted as it is replayed', async () => {
    const page = new AbortController();
    const first = await watch(wordsEngine({ onCall: (_, nth) => nth === 5 && page.abort() }), 1, page);
    const kept = first.journal.entries().filter(({ kind }) => kind !== 'value').length;
    const units = [...first.live.units.values()].map(({ unit }) => unit);
    expect([...newRun(units, first.journal).units.values()].flatMap(({ calls }) => [...calls.values()])).toHaveLength(
      first.journal.size,
    );
    const { live } = await watch(wordsEngine(), 1, new AbortController(), first.journal);
    expect([live.replayed, live.answered]).toEqual([kept, 9 - kept]);
    expect(Object.values(statuses(live)).every(status => status === 'finished')).toBe(true);
  });

  it('ends the load that a call caused with the first words of its answer', () => {
    const place = { path: ['a', 'ask'], roles: ['ask', 'ask'] };
    const load = (purpose: 'answer' | 'embed'): RunEvent => ({
      type: 'load',
      purpose,
      progress: { phase: 'loading', loaded: 1, total: 2, unit: 'bytes' },
    });
    const run = newRun([]);
    const call = { ...place, type: 'delta', text: 'x' } as const;
    expect(applyEvents(run, [load('answer')]).load?.phase).toBe('loading');
    expect(applyEvents(run, [load('answer'), call]).load).toBeNull();
    expect(applyEvents(run, [load('embed'), call]).load?.purpose).toBe('embed');
  });

  it('says which engine is made ready, and why nothing is stored', () => {
    const progress = { phase: 'downloading', loaded: 1, total: null, unit: 'bytes' } as const;
    let live = applyEvents(newRun([]), [{ type: 'load', purpose: 'embed', progress }]);
    expect(live.load).toEqual({ ...progress, purpose: 'embed' });
    live = applyEvents(live, [
      { type: 'not-stored', failure: new Failure('store-unavailable', 'full') },
      { type: 'engine-lost', failure: new Failure('device-lost') },
    ]);
    expect(live.notStored).toEqual({ kind: 'store-unavailable', detail: 'full' });
    expect([live.deviceLosses, endRun(live).load]).toEqual([1, null]);
  });
});
