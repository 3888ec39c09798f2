import { describe, expect, it } from 'vitest';
import { entriesOf, resultsOf } from '@/components/trace/live-run';
import { canResume, isBusy, obstacle, problemOf, timeLeft } from '@/components/workbench/state';
import { createPanelStore, type PanelDeps } from '@/components/workbench/store';
import { Failure } from '@/lib/core/failure';
import type { Engine } from '@/lib/engines/contract';
import { encodeLink } from '@/lib/experiment/link';
import { memoryRunStore } from '@/lib/experiment/memory-store';
import { solvePerfectly } from '@/lib/panels/divide-and-conquer/tasks/arithmetic/perfect';
import { findPanel } from '@/lib/panels/index';
import { type Script, scriptedEngine } from '../../support/scripted-engine';

const perfect: Script = { answer: request => solvePerfectly(request.messages.at(-1)?.content ?? '') };

function panelWith(engine: Engine, changes: Partial<PanelDeps> = {}) {
  const frames: (() => void)[] = [];
  const runs = memoryRunStore();
  const store = createPanelStore({
    panels: findPanel,
    openEngine: async () => engine,
    openStore: async () => runs,
    hasStore: async () => true,
    frame: callback => void frames.push(callback),
    now: () => performance.now(),
    environment: () => ({ browser: 'test' }),
    onStart: () => {},
    holdRun: (_id, body) => body(),
    isRunElsewhere: async () => false,
    ...changes,
  });
  return { store, runs, frames, state: store.getState, draw: () => frames.splice(0).forEach(frame => frame()) };
}

/** Stops a run from inside its `nth` call. */
function stopAfter(nth: number) {
  const holder: { stop?: () => void } = {};
  const engine = scriptedEngine({
    ...perfect,
    onCall: (_prompt, count) => {
      if (count === nth) holder.stop?.();
    },
  });
  return { engine, holder };
}

describe('the panel\u2019s store', () => {
  it('runs a problem by all strategies and ends with every answer in sight', async () => {
    const engine = scriptedEngine(perfect);
    const { state, runs } = panelWith(engine);
    await state().start('given');
    const { run } = state();
    expect(run?.status).toBe('finished');
    // Four digits by four with leaves of one: 31 calls, and one each for the two rivals.
    expect(entriesOf(run!.live).length).toBe(33);
    expect(resultsOf(run!.live)[0]?.value).toMatchObject({ truth: String(4821 * 9177) });
    expect((await runs.list())[0]).toMatchObject({
      status: 'finished',
      title: '4821 × 9177',
      environment: { browser: 'test' },
    });
  });

  it('stops between calls, resumes, and asks nothing twice', async () => {
    const { engine, holder } = stopAfter(12);
    const { state } = panelWith(engine);
    holder.stop = () => state().stop();
    await state().start('given');
    expect(state().run?.status).toBe('stopped');
    expect(canResume(state().run)).toBe(true);
    const kept = entriesOf(state().run!.live).length;
    expect(kept).toBeGreaterThan(0);
    const sent = engine.calls.length;
    await state().resume();
    expect(state().run?.status).toBe('finished');
    expect(entriesOf(state().run!.live).length).toBe(33);
    expect(engine.calls.length - sent).toBe(33 - kept);
    expect(state().run?.live).toMatchObject({ answered: 33 - kept, replayed: kept });
  });

  it('offers a run that another page left, and finishes it from its journal', async () => {
    const { engine, holder } = stopAfter(9);
    const first = panelWith(engine);
    holder.stop = () => first.state().stop();
    await first.state().start('given');
    const kept = entriesOf(first.state().run!.live).length;

    const again = scriptedEngine(perfect);
    const second = panelWith(again, { openStore: async () => first.runs });
    await second.state().lookForUnfinished();
    expect(second.state().unfinished?.calls).toBe(kept);
    await second.state().resumeUnfinished();
    expect(second.state().run?.status).toBe('finished');
    expect(again.calls.length).toBe(33 - kept);
  });

  it('does not offer a run that another page is running', async () => {
    const { engine, holder } = stopAfter(9);
    const first = panelWith(engine);
    holder.stop = () => first.state().stop();
    await first.state().start('given');
    const busy = panelWith(engine, { openStore: async () => first.runs, isRunElsewhere: async () => true });
    await busy.state().lookForUnfinished();
    expect(busy.state().unfinished).toBeNull();
  });

  it('does not open a store to look for runs where there never was one', async () => {
    let opened = 0;
    const { state } = panelWith(scriptedEngine(perfect), {
      hasStore: async () => false,
      openStore: async () => (opened++, Promise.reject(new Error('not needed'))),
    });
    await state().lookForUnfinished();
    expect([opened, state().unfinished, state().notices.length]).toEqual([0, null, 0]);
  });

  it('offers the run of the same experiment before a later one of another', async () => {
    const { engine, holder } = stopAfter(9);
    const first = panelWith(engine);
    holder.stop = () => first.state().stop();
    await first.state().start('given');
    const later = stopAfter(5);
    const second = panelWith(later.engine, { openStore: async () => first.runs });
    later.holder.stop = () => second.state().stop();
    second.state().setSeed(7);
    await second.state().start('given');

    const third = panelWith(engine, { openStore: async () => first.runs });
    await third.state().lookForUnfinished();
    expect(third.state().unfinished?.header.experiment.seed).toBe(third.state().experiment.seed);
    third.state().setSeed(1234);
    await third.state().lookForUnfinished();
    expect(third.state().unfinished?.header.experiment.seed).toBe(7);
  });

  it('goes on by itself when the GPU is lost, and says so', async () => {
    const engine = scriptedEngine({
      ...perfect,
      onCall: (_prompt, nth) => {
        if (nth === 5 || nth === 9) throw new Failure('device-lost');
      },
    });
    const { state } = panelWith(engine);
    await state().start('given');
    expect(state().run).toMatchObject({ status: 'finished', failure: null, live: { losses: 2 } });
    expect(engine.loads()).toBe(3);
    expect(engine.calls.length).toBe(33 + 2);
  });

  it('says why a run failed and lets it go on', async () => {
    let isLost = true;
    const engine = scriptedEngine({
      ...perfect,
      onCall: (_prompt, nth) => {
        if (isLost && nth >= 5) throw new Failure('device-lost');
      },
    });
    const { state } = panelWith(engine);
    await state().start('given');
    expect(state().run).toMatchObject({ status: 'failed', failure: { kind: 'device-lost' } });
    isLost = false;
    await state().resume();
    expect(state().run?.status).toBe('finished');
  });

  it('shows what an engine that cannot be opened says', async () => {
    const { state } = panelWith(scriptedEngine(perfect), {
      openEngine: async () => Promise.reject(new Failure('model-unsupported', 'No such folder.')),
    });
    await state().start('given');
    expect(state().run).toMatchObject({ status: 'failed', failure: { kind: 'model-unsupported' } });
  });

  it('runs in memory where nothing can be stored, and says so', async () => {
    const { state } = panelWith(scriptedEngine(perfect), {
      openStore: async () => Promise.reject(new Failure('store-unavailable')),
    });
    await state().start('given');
    expect(state().run?.status).toBe('finished');
    expect(state().notices.map(({ kind }) => kind)).toEqual(['store-unavailable']);
  });

  it('draws at most once a frame, however many pieces come', async () => {
    const engine = scriptedEngine({ ...perfect, delay: () => 1 });
    const { state, store, draw } = panelWith(engine);
    let changes = 0;
    const going = state().start('given');
    await new Promise(resolve => setTimeout(resolve, 10));
    store.subscribe(() => changes++);
    draw();
    expect(changes).toBeLessThanOrEqual(1);
    expect(state().run?.status).toBe('running');
    expect(isBusy(state().run)).toBe(true);
    await going;
  });

  it('tells the time left once three problems are done', async () => {
    const engine = scriptedEngine(perfect);
    const { state } = panelWith(engine);
    state().set('strategies', ['io']);
    state().set('count', 8);
    await state().start('drawn');
    const { run } = state();
    expect(run?.live).toMatchObject({ done: 8, total: 8 });
    expect(timeLeft({ ...run!, live: { ...run!.live, done: 2 } })).toBeNull();
    expect(timeLeft({ ...run!, elapsed: 4000, live: { ...run!.live, done: 4 } })).toBe(4000);
  });

  it.each([
    ['', 'Enter a whole number.'],
    ['-4', 'The character "-" is not one of the digits 0 to 9.'],
    ['１２', 'The character "１" is not one of the digits 0 to 9.'],
    ['1e9', 'The character "e" is not one of the digits 0 to 9.'],
    ['1 2', 'The character " " is not one of the digits 0 to 9.'],
    ['9'.repeat(41), 'It has 41 digits'],
  ])('names what is wrong with the factor "%s", keeps it, and does not run', async (text, sentence) => {
    const engine = scriptedEngine(perfect);
    const { state } = panelWith(engine);
    state().set('a', text);
    expect(problemOf(state(), 'a')).toContain(sentence);
    expect(state().drafts.a).toBe(text);
    expect(state().experiment.settings.a).toBe('4821');
    expect(obstacle(state(), 'given')).toContain('First number');
    expect(obstacle(state(), 'drawn')).toBeUndefined();
    await state().start('given');
    expect(engine.calls.length).toBe(0);
    state().set('a', '12');
    expect(obstacle(state(), 'given')).toBeUndefined();
  });

  it('draws other factors each time and the same ones for the same seed', () => {
    const [first, second] = [0, 1].map(() => {
      const { state } = panelWith(scriptedEngine(perfect));
      return [0, 1, 2].map(() => {
        state().draw(5);
        return state().experiment.settings.a;
      });
    });
    expect(new Set(first).size).toBe(3);
    expect(second).toEqual(first);
    expect(first?.every(factor => /^[0-9]{5}$/.test(factor))).toBe(true);
  });

  it('opens a link, and keeps everything when one is damaged', () => {
    const { state } = panelWith(scriptedEngine(perfect));
    state().setSeed(99);
    state().set('a', '777');
    const link = encodeLink(state().experiment as never, findPanel);
    state().reset();
    expect(state().experiment.seed).not.toBe(99);
    expect(state().openLink(link)).toBe(true);
    expect(state().experiment).toMatchObject({ seed: 99, settings: { a: '777' } });
    expect(state().openLink(link.slice(0, -5))).toBe(false);
    expect(state().notices[0]?.kind).toBe('link-malformed');
    expect(state().experiment.seed).toBe(99);
  });

  it('exports a run that opens elsewhere with every call, without a model', async () => {
    const { state } = panelWith(scriptedEngine(perfect));
    await state().start('given');
    const text = state().exportText();
    const elsewhere = panelWith(scriptedEngine({ answer: () => 'never asked' }));
    await elsewhere.state().importText(text);
    const { run } = elsewhere.state();
    expect(run?.status).toBe('recorded');
    expect(entriesOf(run!.live)).toEqual(entriesOf(state().run!.live));
    await elsewhere.state().importText('{"loupe": 1');
    expect(elsewhere.state().notices[0]?.kind).toBe('file-malformed');
    expect(elsewhere.state().run).toBe(run);
  });

  it('shows nothing of a run that was reset away', async () => {
    const engine = scriptedEngine({ ...perfect, delay: () => 1 });
    const { state } = panelWith(engine);
    const going = state().start('given');
    await new Promise(resolve => setTimeout(resolve, 5));
    state().reset();
    await going;
    expect(state().run).toBeNull();
  });
});
