import { describe, expect, it } from 'vitest';
import { resultsOf } from '@/components/trace/live-run';
import type { RunView } from '@/components/workbench/state';
import { canResume, isBusy, timeLeft } from '@/components/workbench/state';
import { unansweredWords } from '@/components/workbench/unanswered';
import { Failure } from '@/lib/core/failure';
import { memoryRunStore } from '@/lib/experiment/memory-store';
import type { RunStore } from '@/lib/experiment/store';
import { words, wordsEngine } from '../../support/fixture-panel';
import { stoppedIn } from '../../support/stopped';
import { entriesOf } from '../../support/workbench';
import {
  callsOfRun,
  entriesOfRun,
  exported,
  finishedRun,
  gate,
  heldEngine,
  workbenchWith,
} from '../../support/workbench';

describe('a run', () => {
  it('ends with every answer in sight, and is stored with its title, score and environment', async () => {
    const engine = wordsEngine();
    const { state, runs } = workbenchWith({ ...engine, environment: { backend: 'wasm' } });
    await state().start();
    const run = state().run!;
    expect(run).toMatchObject({ status: 'finished', failure: null, title: 'fox, dog, owl', plan: { calls: 6 } });
    expect(run.live).toMatchObject({ done: 6, total: 6, answered: callsOfRun, replayed: 0 });
    expect(run.live.phase).toEqual({ name: 'compare', index: 1, phases: 2 });
    expect(entriesOf(run.live)).toHaveLength(entriesOfRun);
    expect(resultsOf(run.live)[3]?.value).toMatchObject({ alike: true });
    expect(await runs.list()).toMatchObject([
      {
        ...{ id: run.id, status: 'finished', title: 'fox, dog, owl', score: '3 alike', calls: callsOfRun },
        environment: { browser: 'test', backend: 'wasm' },
      },
    ]);
    expect((await runs.load(run.id!))?.results).toEqual(resultsOf(run.live));
  });

  it('stops between calls, resumes, and asks nothing twice', async () => {
    const { state, engine, runs } = await stoppedIn(5);
    expect(state().run?.status).toBe('stopped');
    expect(canResume(state().run)).toBe(true);
    expect((await runs.list())[0]).toMatchObject({ status: 'stopped', score: '1 alike' });
    const kept = entriesOf(state().run!.live).filter(({ kind }) => kind !== 'value').length;
    expect(kept).toBeGreaterThan(0);
    await state().resume();
    expect(state().run?.status).toBe('finished');
    expect(entriesOf(state().run!.live)).toHaveLength(entriesOfRun);
    expect(state().run?.live).toMatchObject({ answered: callsOfRun - kept, replayed: kept });
    expect(engine.finished() + engine.embedded.length).toBe(callsOfRun);
    expect((await runs.list())[0]).toMatchObject({ status: 'finished', score: '3 alike' });
  });

  it('is stopping until its last call has ended, and stopped then', async () => {
    const engine = heldEngine(2);
    const { state } = workbenchWith(engine);
    const going = state().start();
    await engine.reached;
    expect(isBusy(state().run)).toBe(true);
    state().stop();
    expect(state().run?.status).toBe('stopping');
    await going;
    expect(state().run).toMatchObject({ status: 'stopped', failure: null });
    expect([...state().run!.live.units.values()].some(({ status }) => status === 'running')).toBe(false);
  });

  it('is incomplete where calls got no answer, says so, and asks only these again', async () => {
    let isBusyServer = true;
    const engine = wordsEngine({
      onCall: prompt => {
        if (isBusyServer && prompt.startsWith('Is ')) throw new Failure('endpoint-busy');
      },
    });
    const { state, runs } = workbenchWith(engine);
    await state().start();
    expect(state().run).toMatchObject({ status: 'incomplete', failure: null, live: { done: 6, unanswered: 3 } });
    expect(canResume(state().run)).toBe(true);
    expect(unansweredWords(state().run!)).toEqual({
      sentence: '3 of 9 calls got no answer.',
      next: expect.stringContaining('Retry the failed calls'),
    });
    expect(await runs.list()).toMatchObject([{ status: 'incomplete', unanswered: 3 }]);
    await state().openStored(state().run!.id!);
    expect(state().run).toMatchObject({ status: 'incomplete', live: { unanswered: 3 } });
    expect(unansweredWords(state().run!)?.sentence).toBe('3 of 9 calls got no answer.');
    isBusyServer = false;
    const asked = engine.calls.length;
    await state().resume();
    expect(engine.calls.slice(asked).map(prompt => prompt.slice(0, 2))).toEqual(['Is', 'Is', 'Is']);
    expect(state().run).toMatchObject({ status: 'finished', live: { unanswered: 0, answered: 3 } });
    expect(unansweredWords(state().run!)).toBeNull();
    expect(await runs.list()).toMatchObject([{ status: 'finished', unanswered: 0, score: '3 alike' }]);
  });

  it('that fails as a whole says why, and not also what got no answer', async () => {
    const { state } = workbenchWith(wordsEngine(), {
      openEngine: async () => ({
        ...wordsEngine({
          onCall: () => {
            throw new Failure('endpoint-unauthorised');
          },
        }),
      }),
    });
    await state().start();
    expect(state().run).toMatchObject({ status: 'failed', failure: { kind: 'endpoint-unauthorised' } });
    expect(unansweredWords(state().run!)).toBeNull();
  });

  it('is not begun twice by two presses', async () => {
    const { state, runs } = workbenchWith();
    await Promise.all([state().start(), state().start()]);
    expect(state().run?.status).toBe('finished');
    expect(await runs.list()).toHaveLength(1);
  });

  it('goes on by itself when the GPU is lost, and counts the losses', async () => {
    const lost = new Set([2, 5]);
    const engine = wordsEngine({
      onCall: (_prompt, nth) => {
        if (lost.has(nth)) throw new Failure('device-lost');
      },
    });
    const { state } = workbenchWith(engine);
    await state().start();
    expect(state().run).toMatchObject({ status: 'finished', failure: null, live: { deviceLosses: 2 } });
  });

  it('says why it failed, and is resumed', async () => {
    let isLost = true;
    const engine = wordsEngine({
      onCall: (_prompt, nth) => {
        if (isLost && nth >= 4) throw new Failure('device-lost');
      },
    });
    const { state } = workbenchWith(engine);
    await state().start();
    expect(state().run).toMatchObject({ status: 'failed', failure: { kind: 'device-lost' } });
    isLost = false;
    await state().resume();
    expect(state().run).toMatchObject({ status: 'finished', failure: null });
  });

  it('says what an engine that cannot be opened says', async () => {
    const { state } = workbenchWith(wordsEngine(), {
      openEngine: async () => Promise.reject(new Failure('model-unsupported', 'No such folder.')),
    });
    await state().start();
    expect(state().run).toMatchObject({ status: 'failed', failure: { kind: 'model-unsupported' } });
  });

  it('fails where its data is not here, and does not stay in the list as a run in progress', async () => {
    const { state, runs } = workbenchWith();
    state().set('words', '');
    await state().start();
    expect(state().run).toMatchObject({ status: 'failed', failure: { kind: 'data-missing' }, plan: null });
    expect((await runs.list()).map(({ status }) => status)).toEqual(['stopped']);
  });

  it('keeps its stored results where a resumed run cannot begin', async () => {
    const { state, runs } = await stoppedIn(5);
    const { id, experiment } = state().run!;
    const before = (await runs.load(id!))!.results;
    expect(before.length).toBeGreaterThan(0);
    const other = workbenchWith(wordsEngine(), { openStore: async () => runs });
    other.store.setState({
      run: { ...state().run!, experiment: { ...experiment, settings: { ...experiment.settings, words: '' } } },
    });
    await other.state().resume();
    expect(other.state().run?.failure?.kind).toBe('data-missing');
    expect((await runs.load(id!))!.results).toEqual(before);
  });

  it('lives in memory where nothing can be stored, and a notice says so', async () => {
    const { state, kinds } = workbenchWith(wordsEngine(), {
      openStore: async () => Promise.reject(new Failure('store-unavailable')),
    });
    await state().start();
    expect(state().run?.status).toBe('finished');
    expect(kinds()).toEqual(['store-unavailable']);
  });

  it('goes on where its answers can be stored no longer, and a notice says so', async () => {
    const runs = memoryRunStore();
    const full = async () => Promise.reject(new Failure('store-unavailable', 'The disk is full.'));
    const create: RunStore['create'] = async header => ({ ...(await runs.create(header)), append: full });
    const { state, kinds } = workbenchWith(wordsEngine(), { openStore: async () => ({ ...runs, create }) });
    await state().start();
    expect(state().run?.status).toBe('finished');
    expect(state().run?.live.notStored?.kind).toBe('store-unavailable');
    expect(kinds()).toEqual(['store-unavailable']);
  });

  it('changes the page at most once a frame, and at a calmer pace where there are many units', async () => {
    const engine = heldEngine(2, { can: { concurrency: 1 } });
    const frames: (() => void)[] = [];
    const calm: (() => void)[] = [];
    const { state, store } = workbenchWith(engine, {
      frame: callback => void frames.push(callback),
      calmFrame: callback => void calm.push(callback),
    });
    const going = state().start();
    await engine.reached;
    let changes = 0;
    store.subscribe(() => changes++);
    expect([frames.length, calm.length]).toEqual([0, 1]);
    calm.splice(0).forEach(draw => draw());
    expect(changes).toBe(1);
    expect(state().run?.status).toBe('running');
    expect(state().run?.live.answered).toBe(1);
    engine.release();
    await going;
  });

  it('tells the time left once three units have ended', async () => {
    const run = await finishedRun();
    const at = (done: number): RunView => ({ ...run, elapsed: 4000, live: { ...run.live, done, total: 8 } });
    expect(timeLeft(at(2))).toBeNull();
    expect(timeLeft(at(4))).toBe(4000);
    expect(timeLeft({ ...at(4), replayedUnits: 2 })).toBeNull();
  });

  it('does not count units that were finished from the journal for the time left', async () => {
    const { state } = await stoppedIn(5);
    const ended = resultsOf(state().run!.live).length;
    expect(ended).toBeGreaterThan(0);
    await state().resume();
    expect(state().run?.replayedUnits).toBeGreaterThanOrEqual(ended);
    expect(state().run!.replayedUnits).toBeLessThan(6);
  });

  it('has no plan where its calls cannot be counted', async () => {
    const { state } = workbenchWith(wordsEngine(), { panel: { ...words, plan: async () => null } });
    await state().start();
    expect(state().run).toMatchObject({ status: 'finished', plan: null });
  });
});

describe('a superseded run', () => {
  it('never reaches the page that shows another run', async () => {
    const engine = heldEngine(2);
    const { state, runs } = workbenchWith(engine);
    const going = state().start();
    await engine.reached;
    const { id } = state().run!;
    await state().openRun(exported(await finishedRun()));
    const shown = state().run;
    expect(shown).toMatchObject({ id: null, status: 'recorded' });
    await going;
    expect(state().run).toBe(shown);
    expect(await runs.load(id!)).toMatchObject({ status: 'stopped' });
  });

  it('never reaches a page that was reset', async () => {
    const engine = heldEngine(2);
    const { state } = workbenchWith(engine);
    const going = state().start();
    await engine.reached;
    state().reset();
    await going;
    expect(state().run).toBeNull();
  });

  it('does not change the same run that was resumed meanwhile', async () => {
    const engine = heldEngine(2);
    const first = gate();
    let opened = 0;
    const { state } = workbenchWith(engine, {
      // The first execution is slow to end, as a worker that finishes its pass is. It opens its engine while its store opens, at its start, and
      // at its end.
      async openEngine() {
        if (++opened === 3) await first.opened;
        return engine;
      },
    });
    const going = state().start();
    await engine.reached;
    state().reset()();
    expect(state().run?.status).toBe('stopped');
    engine.release();
    await state().resume();
    expect(state().run?.status).toBe('finished');
    const shown = state().run;
    first.open();
    await going;
    expect(state().run).toBe(shown);
  });
});
