import { describe, expect, it } from 'vitest';
import { wordsEngine } from '../../support/fixture-panel';
import { stopIn, stoppedIn } from '../../support/stopped';
import { entriesOf } from '../../support/workbench';
import { callsOfRun, entriesOfRun, heldEngine, workbenchWith } from '../../support/workbench';

describe('an unfinished run', () => {
  it('of another visit is offered and finished from its journal', async () => {
    const first = await stoppedIn(5);
    const kept = entriesOf(first.state().run!.live).filter(({ kind }) => kind !== 'value').length;
    const engine = wordsEngine();
    const { state } = workbenchWith(engine, { openStore: async () => first.runs });
    await state().lookForUnfinished();
    expect(state().unfinished).toEqual({
      id: first.state().run!.id,
      title: 'fox, dog, owl',
      calls: kept,
      models: [state().experiment.model],
    });
    await state().resumeUnfinished();
    expect([state().unfinished, state().run?.status]).toEqual([null, 'finished']);
    expect(engine.calls.length + engine.embedded.length).toBe(callsOfRun - kept);
  });

  it.each([1, 2, 3, 4, 5])('that a crash left after %i answers asks for nothing again that was stored', async nth => {
    const crashed = heldEngine(nth + 1);
    const first = workbenchWith(crashed);
    // The page dies: nothing of it is awaited, and nothing marks the run as stopped.
    void first.state().start();
    await crashed.reached;
    expect((await first.runs.list())[0]?.status).toBe('running');
    const { calls } = (await first.runs.list())[0]!;
    const engine = wordsEngine();
    const { state } = workbenchWith(engine, { openStore: async () => first.runs });
    await state().lookForUnfinished();
    await state().resumeUnfinished();
    expect(state().run?.status).toBe('finished');
    expect(entriesOf(state().run!.live)).toHaveLength(entriesOfRun);
    expect(engine.calls.length + engine.embedded.length).toBe(callsOfRun - calls);
  });

  it('is not offered while another page runs it, and not where nothing of it is stored', async () => {
    const first = await stoppedIn(5);
    const busy = workbenchWith(wordsEngine(), { openStore: async () => first.runs, isRunElsewhere: async () => true });
    await busy.state().lookForUnfinished();
    expect(busy.state().unfinished).toBeNull();
    const failed = workbenchWith();
    failed.state().set('words', '');
    await failed.state().start();
    failed.state().reset();
    await failed.state().lookForUnfinished();
    expect(failed.state().unfinished).toBeNull();
  });

  it('is not offered where it is on the page, or where a run has begun meanwhile', async () => {
    const { state, runs } = await stoppedIn(5);
    await state().lookForUnfinished();
    expect(state().unfinished).toBeNull();
    const engine = heldEngine(1);
    const other = workbenchWith(engine, { openStore: async () => runs });
    const going = other.state().start();
    await engine.reached;
    await other.state().lookForUnfinished();
    expect(other.state().unfinished).toBeNull();
    engine.release();
    await going;
  });

  it('is looked for in no store where there never was one', async () => {
    let opened = 0;
    const { state, kinds } = workbenchWith(wordsEngine(), {
      hasStore: async () => false,
      openStore: async () => (opened++, Promise.reject(new Error('not needed'))),
    });
    await state().lookForUnfinished();
    expect([opened, state().unfinished, kinds()]).toEqual([0, null, []]);
  });

  it('of the same experiment comes before a later one of another', async () => {
    const first = await stoppedIn(5);
    const later = stopIn(3);
    const second = workbenchWith(later.engine, { openStore: async () => first.runs });
    later.page.stop = () => second.state().stop();
    second.state().setSeed(7);
    await second.state().start();
    const { state } = workbenchWith(wordsEngine(), { openStore: async () => first.runs });
    await state().lookForUnfinished();
    expect(state().unfinished?.id).toBe(first.state().run?.id);
    state().setSeed(7);
    await state().lookForUnfinished();
    expect(state().unfinished?.id).toBe(second.state().run?.id);
  });

  it('is deleted where the reader does not want it', async () => {
    const first = await stoppedIn(5);
    const { state } = workbenchWith(wordsEngine(), { openStore: async () => first.runs });
    await state().lookForUnfinished();
    state().forgetUnfinished();
    expect(state().unfinished).toBeNull();
    await expect.poll(() => first.runs.list(), { timeout: 60_000 }).toEqual([]);
  });

  it('is offered no longer once a run is started', async () => {
    const first = await stoppedIn(5);
    const { state } = workbenchWith(wordsEngine(), { openStore: async () => first.runs });
    await state().lookForUnfinished();
    await state().start();
    expect(state().unfinished).toBeNull();
  });
});

it('a deleted run leaves the page, where it is on it, and its settings stay', async () => {
  const { state, store } = workbenchWith();
  state().setSeed(6);
  await state().start();
  const { id } = state().run!;
  store.setState({ unfinished: { id: 'other', title: 'other', calls: 3, models: [] } });
  state().leaveRemoved('other');
  expect([state().run?.id, state().unfinished]).toEqual([id, null]);
  state().leaveRemoved(id!);
  expect([state().run, state().unit, state().experiment.seed]).toEqual([null, null, 6]);
});
