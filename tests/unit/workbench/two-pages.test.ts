import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resultsOf } from '@/components/trace/live-run';
import { holdByLocks } from '@/components/workbench/holding';
import type { Engine } from '@/lib/engines/contract';
import { openRunStore } from '@/lib/experiment/indexed-store';
import { fakeLocks } from '../../support/fake-locks';
import { words, wordsEngine } from '../../support/fixture-panel';
import { callsOfRun, heldEngine, workbenchWith } from '../../support/workbench';

beforeEach(() => {
  Dexie.dependencies.indexedDB = new IDBFactory();
  Dexie.dependencies.IDBKeyRange = IDBKeyRange;
});
afterEach(() => {
  Dexie.dependencies.indexedDB = new IDBFactory();
});

const openStore = () => openRunStore(async id => (id === words.id ? words : undefined));

/** Pages of one browser: they share its locks and its database, and nothing else. */
function browser() {
  let locks = fakeLocks();
  return {
    page(engine: Engine = wordsEngine()) {
      const { hold, isElsewhere } = holdByLocks(locks);
      const deps = { openStore, holdRun: hold, isRunElsewhere: isElsewhere, followEvery: 1 };
      return { ...workbenchWith(engine, deps), engine };
    },
    /** As if the browser had let the locks of a sleeping page go: pages from here on know nothing of it. */
    forgetLocks: () => void (locks = fakeLocks()),
  };
}

/** A page with a run in progress, which waits for the answer to its `nth` call. */
async function busyPage({ page }: ReturnType<typeof browser>, nth: number) {
  const engine = heldEngine(nth);
  const first = page(engine);
  const going = first.state().start();
  await engine.reached;
  return { ...first, engine, going, id: first.state().run!.id! };
}

const asked = ({ calls, embedded }: { calls: readonly string[]; embedded: readonly unknown[] }): number =>
  calls.length + embedded.length;

describe('a run of which two pages know', () => {
  it('is run by one of them when both resume it at once: no call is asked twice, and both show the same end', async () => {
    const { page } = browser();
    const engine = heldEngine(4);
    const stopped = page(engine);
    const going = stopped.state().start();
    await engine.reached;
    stopped.state().stop();
    await going;
    const { id } = stopped.state().run!;
    const engines = [wordsEngine(), wordsEngine()];
    const pages = engines.map(own => page(own));
    for (const { state } of pages) await state().openStored(id!);
    const stored = (await (await openStore()).load(id!))!.calls;
    await Promise.all(pages.map(({ state }) => state().resume()));
    await expect.poll(() => pages.map(({ state }) => state().run?.status)).toEqual(['finished', 'finished']);
    expect(asked(engines[0]!) + asked(engines[1]!)).toBe(callsOfRun - stored);
    const [one, other] = pages.map(({ state }) => resultsOf(state().run!.live));
    expect(other).toEqual(one);
    expect(await (await openStore()).load(id!)).toMatchObject({ status: 'finished', results: one });
  });

  it('is followed by the page that does not run it, answer by answer, until it has ended', async () => {
    const pages = browser();
    const { going, engine, id } = await busyPage(pages, 4);
    const second = pages.page();
    await second.state().openStored(id);
    expect(second.state().run).toMatchObject({ status: 'elsewhere', failure: { kind: 'run-elsewhere' } });
    const before = second.state().run!.live.replayed;
    engine.release();
    await going;
    await expect.poll(() => second.state().run?.status).toBe('finished');
    expect(second.state().run).toMatchObject({ failure: null, live: { replayed: callsOfRun } });
    expect(before).toBeLessThan(callsOfRun);
    expect([asked(second.engine as ReturnType<typeof wordsEngine>), second.kinds()]).toEqual([0, []]);
  });

  it('is taken over: the first page stops with a notice, writes nothing more, and follows', async () => {
    const pages = browser();
    const { going, id, ...first } = await busyPage(pages, 4);
    const engine = wordsEngine();
    const second = pages.page(engine);
    await second.state().openStored(id);
    await second.state().resume();
    await going;
    expect(second.state().run).toMatchObject({ status: 'finished', failure: null });
    await expect.poll(() => first.state().run?.status).toBe('finished');
    expect(resultsOf(first.state().run!.live)).toEqual(resultsOf(second.state().run!.live));
    expect(first.kinds()).toEqual([]);
    expect(await (await openStore()).load(id)).toMatchObject({ status: 'finished', score: '3 alike' });
  });

  it('says in the first page that it goes on in the other, as long as it does', async () => {
    const pages = browser();
    const { going, id, ...first } = await busyPage(pages, 2);
    const engine = heldEngine(1);
    const second = pages.page(engine);
    await second.state().openStored(id);
    const resumed = second.state().resume();
    await engine.reached;
    await going;
    expect(first.state().run).toMatchObject({ status: 'elsewhere', failure: { kind: 'run-elsewhere' } });
    engine.release();
    await resumed;
    await expect.poll(() => first.state().run?.status).toBe('finished');
  });

  it('is not overwritten by a page that slept while another finished it', async () => {
    const pages = browser();
    const { going, engine, id, ...first } = await busyPage(pages, 3);
    pages.forgetLocks();
    const second = pages.page();
    await second.state().openStored(id);
    await second.state().resume();
    const finished = (await (await openStore()).load(id))!;
    expect(finished.status).toBe('finished');
    const calls = asked(engine);
    engine.release();
    await going;
    expect(await (await openStore()).load(id)).toEqual(finished);
    // The call that was under way, and none after it.
    expect(asked(engine)).toBe(calls + 1);
    await expect.poll(() => first.state().run?.status).toBe('finished');
    expect(first.kinds()).toEqual([]);
  });

  it('is not deleted by one while the other runs it', async () => {
    const pages = browser();
    const idle = pages.page();
    const { going, engine, id } = await busyPage(pages, 3);
    idle.store.setState({ unfinished: { id, title: 'fox', calls: 2, models: [] } });
    idle.state().forgetUnfinished();
    await expect.poll(idle.kinds).toEqual(['run-elsewhere']);
    engine.release();
    await going;
    expect(await (await openStore()).load(id)).toMatchObject({ status: 'finished' });
  });
});

describe('a run that was deleted in another page', () => {
  async function deleted() {
    const pages = browser();
    const { going, id, ...first } = await busyPage(pages, 3);
    first.state().stop();
    await going;
    const other = pages.page();
    await other.state().lookForUnfinished();
    first.engine.release();
    await (await openStore()).remove(id);
    return { first, other, id };
  }

  it('cannot be resumed: a notice says that it is gone, and the settings stay', async () => {
    const { first } = await deleted();
    const { experiment } = first.state();
    await first.state().resume();
    expect([first.kinds(), first.state().run, first.state().experiment]).toEqual([['run-gone'], null, experiment]);
    await first.state().start();
    expect(first.state().run?.status).toBe('finished');
  });

  it('is offered no longer', async () => {
    const { other, id } = await deleted();
    expect(other.state().unfinished?.id).toBe(id);
    await other.state().resumeUnfinished();
    expect([other.kinds(), other.state().unfinished]).toEqual([['run-gone'], null]);
  });

  it('is left by a page that follows it', async () => {
    const pages = browser();
    const { going, engine, id } = await busyPage(pages, 3);
    const second = pages.page();
    await second.state().openStored(id);
    await (await openStore()).remove(id);
    await expect.poll(second.kinds).toEqual(['run-gone']);
    expect(second.state().run).toBeNull();
    engine.release();
    await going;
  });
});
