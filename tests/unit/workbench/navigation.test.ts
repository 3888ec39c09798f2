import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { followAddress } from '@/components/workbench/page/navigation';
import { exportExperiment } from '@/lib/experiment/file';
import { decodeLink, encodeLink } from '@/lib/experiment/link';
import { memoryRunStore } from '@/lib/experiment/memory-store';
import type { Experiment, Panel } from '@/lib/experiment/panel';
import { defaultExperiment } from '@/lib/experiment/spec';
import type { RunStore } from '@/lib/experiment/store';
import { fakeBrowser } from '../../support/browser-history';
import { words, wordsEngine } from '../../support/fixture-panel';
import { longText, roomy } from '../../support/roomy-panel';
import { listed, serveExperiments } from '../../support/site';
import { fileOfRun, finishedRun, gate, heldEngine, workbenchWith } from '../../support/workbench';

const experiment = (changes: Partial<Experiment> = {}): Experiment => ({ ...defaultExperiment(words), ...changes });
const linkTo = (changes: Partial<Experiment>) => encodeLink(experiment(changes), words);
const readyMade = await finishedRun(state => state.set('words', 'bee, ant'));
const files = {
  'index.json': JSON.stringify(['first.json', 'settings.json', 'broken.json'].map(file => listed(file))),
  'first.json': fileOfRun(readyMade),
  'settings.json': exportExperiment(readyMade.experiment),
  'broken.json': '{',
};

/** The pages that a test opened; each is left at its end. */
const open: (() => void)[] = [];

interface Visit {
  runs?: RunStore;
  engine?: ReturnType<typeof wordsEngine>;
  panel?: Panel;
}

/** Opens the page in a tab; `opened` ends when it has opened what its address names. */
function begin(tab = fakeBrowser(), { runs = memoryRunStore(), engine = wordsEngine(), panel = words }: Visit = {}) {
  const looked = gate();
  const bench = workbenchWith(engine, {
    panel,
    openStore: async () => runs,
    // Asked for when everything that the address names is open.
    hasStore: async () => (looked.open(), true),
  });
  const leave = followAddress(bench.store, tab.page);
  open.push(leave);
  return { ...bench, runs, tab, leave, opened: looked.opened };
}

async function visit(...page: Parameters<typeof begin>) {
  const opened = begin(...page);
  await opened.opened;
  return opened;
}

/** Lets through what waits for the next turn of the event loop. */
const turn = () => vi.advanceTimersByTimeAsync(0);
/** Time after which a changed setting is in the address. */
const rest = () => vi.advanceTimersByTimeAsync(1000);
const settingsOf = (tab: ReturnType<typeof fakeBrowser>) => decodeLink(new URL(tab.address(), 'https://x').hash, words);

beforeEach(() => {
  vi.useFakeTimers();
  serveExperiments({ 'index.json': '[]' });
});
afterEach(() => {
  open.splice(0).forEach(leave => leave());
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the address', () => {
  it('follows the first change of a setting, in the same entry, by the shortest link', async () => {
    const { state, tab } = await visit();
    expect([tab.address(), tab.calls]).toEqual(['/words/', []]);
    state().set('words', 'bee');
    state().setSeed(4);
    await rest();
    expect(tab.calls.map(({ how }) => how)).toEqual(['replaceState']);
    expect(tab.address()).toBe(`/words/${encodeLink(state().experiment, words)}`);
    state().setSeed(1);
    state().set('words', 'fox, dog, owl');
    await rest();
    expect(tab.address()).toBe('/words/');
    expect(tab.length()).toBe(1);
  });

  it('is written a few times a second at most, and holds the last change', async () => {
    const { state, tab } = await visit();
    for (let seed = 2; seed < 102; seed++) {
      state().setSeed(seed);
      await vi.advanceTimersByTimeAsync(10);
    }
    await rest();
    expect(tab.calls.length).toBeLessThanOrEqual(6);
    expect(settingsOf(tab).seed).toBe(101);
  });

  it('keeps what others put into the history entry', async () => {
    const next = { __NA: true, tree: ['a'] };
    const { state, tab } = await visit(fakeBrowser('/words/', next));
    state().setSeed(4);
    await rest();
    expect(tab.state()).toEqual({ ...next, loupe: { run: null, unit: null } });
    await state().start();
    await turn();
    expect(tab.state()).toEqual({ ...next, loupe: { run: state().run!.id, unit: null } });
  });

  it('gets one entry for a run and one for a unit', async () => {
    const { state, tab } = await visit();
    const going = state().start();
    await turn();
    await going;
    await rest();
    expect(tab.calls.map(({ how }) => how)).toEqual(['pushState']);
    state().showUnit('dog');
    await turn();
    state().showUnit(null);
    await turn();
    expect(tab.calls.map(({ how }) => how)).toEqual(['pushState', 'pushState', 'pushState']);
  });

  it('gets one entry for a run that leaves a ready-made one', async () => {
    serveExperiments(files);
    const { state, tab } = await visit();
    expect(tab.address()).toBe('/words/?run=first.json');
    await state().start();
    await rest();
    expect(tab.length()).toBe(2);
    expect(settingsOf(tab)).toEqual(readyMade.experiment);
  });

  it('gets no second entry where a link of the site has named the ready-made experiment already', async () => {
    serveExperiments(files);
    const { state, tab } = await visit(fakeBrowser(`/words/${linkTo({ seed: 3 })}`));
    tab.page.history.pushState(null, '', '/words/?run=first.json');
    await state().openReadyMade('first.json', new AbortController().signal);
    await rest();
    expect([tab.length(), tab.address(), tab.calls.at(-1)?.how]).toEqual([2, '/words/?run=first.json', 'replaceState']);
    await state().openReadyMade('settings.json', new AbortController().signal);
    await rest();
    expect([tab.length(), tab.address().split('#')[0]]).toEqual([3, '/words/?run=settings.json']);
  });

  it('stays as it is where the settings are too large for a link', async () => {
    const { state, tab } = await visit(fakeBrowser(), { panel: roomy });
    state().setSeed(4);
    await rest();
    const before = tab.address();
    state().set('words', longText);
    await rest();
    expect(tab.address()).toBe(before);
    state().set('words', 'bee');
    await rest();
    expect(tab.address()).toBe(`/words/${encodeLink(state().experiment, roomy)}`);
  });

  it('brings back a stored run whose settings are too large for a link', async () => {
    const { state, tab, runs } = await visit(fakeBrowser(), { panel: roomy });
    state().set('words', longText);
    await state().start();
    await rest();
    const again = await visit(tab.reload(), { panel: roomy, runs });
    expect([again.state().run?.id, again.state().experiment]).toEqual([state().run!.id, state().experiment]);
  });

  it('is not written while the page is being restored', async () => {
    const { release, asked } = serveExperiments(files, ['first.json']);
    const tab = fakeBrowser('/words/?run=first.json');
    const { state, opened } = begin(tab);
    await vi.waitFor(() => expect(asked).toContain('first.json'));
    state().setSeed(4);
    await rest();
    expect(tab.calls).toEqual([]);
    release['first.json']!();
    await opened;
    expect([state().readyMade, tab.address(), tab.calls]).toEqual(['first.json', '/words/?run=first.json', []]);
  });

  it('gets what is pending when the page is left or hidden', async () => {
    const hidden = await visit();
    hidden.state().setSeed(4);
    hidden.tab.leave();
    expect(settingsOf(hidden.tab).seed).toBe(4);
    const left = await visit();
    left.state().setSeed(5);
    left.leave();
    expect([settingsOf(left.tab).seed, left.tab.length()]).toEqual([5, 1]);
    left.state().setSeed(6);
    await rest();
    expect([settingsOf(left.tab).seed, left.tab.listeners()]).toEqual([5, 0]);
  });

  it('of another page of the site is not touched by the page that is going', async () => {
    const { state, tab, leave } = await visit();
    state().setSeed(4);
    tab.page.history.pushState(null, '', '/theory/');
    leave();
    await rest();
    expect([tab.address(), tab.state()]).toEqual(['/theory/', null]);
  });
});

describe('a reload', () => {
  it('brings back settings, run and unit', async () => {
    const { state, tab, runs } = await visit();
    state().setSeed(4);
    await state().start();
    state().showUnit('dog');
    state().set('words', 'bee');
    await rest();
    const again = await visit(tab.reload(), { runs });
    expect(again.state().run).toMatchObject({ id: state().run!.id, status: 'finished', experiment: { seed: 4 } });
    expect([again.state().experiment, again.state().unit]).toEqual([state().experiment, 'dog']);
    expect([again.tab.address(), again.tab.calls, again.kinds()]).toEqual([tab.address(), [], []]);
  });

  it('in the middle of a run brings back what is stored of it, to be resumed', async () => {
    const engine = heldEngine(3);
    const { state, tab, runs } = await visit(fakeBrowser(), { engine });
    void state().start();
    await engine.reached;
    await rest();
    const again = await visit(tab.reload(), { runs });
    expect(again.state().run).toMatchObject({ id: state().run!.id, status: 'stopped' });
    await again.state().resume();
    expect(again.state().run?.status).toBe('finished');
  });

  it('of a ready-made run whose settings were changed keeps both', async () => {
    serveExperiments(files);
    const { state, tab } = await visit(fakeBrowser('/words/?run=first.json'));
    state().setSeed(8);
    await rest();
    const again = await visit(tab.reload());
    expect([again.state().readyMade, again.state().run?.title]).toEqual(['first.json', 'bee, ant']);
    expect([again.state().experiment, again.state().isShared]).toEqual([state().experiment, false]);
    expect(again.tab.address()).toBe(tab.address());
  });

  it('of a ready-made experiment without a run keeps its name and the settings', async () => {
    serveExperiments(files);
    const { state, tab } = await visit(fakeBrowser('/words/?run=settings.json'));
    expect(state().experiment).toEqual(readyMade.experiment);
    state().setSeed(8);
    await rest();
    const again = await visit(tab.reload());
    expect([again.state().readyMade, again.state().experiment.seed]).toEqual(['settings.json', 8]);
    expect([again.state().run, again.state().isShared]).toEqual([null, false]);
  });

  it('after the run was deleted brings back the settings and says that the run is gone', async () => {
    const { state, tab, runs } = await visit();
    state().setSeed(4);
    await state().start();
    await rest();
    await runs.remove(state().run!.id!);
    const again = await visit(tab.reload(), { runs });
    expect([again.state().experiment.seed, again.state().run, again.kinds()]).toEqual([4, null, ['store-unavailable']]);
  });
});

describe('Back and Forward', () => {
  it('bring back the settings and the run of their entry', async () => {
    const { state, tab } = await visit();
    state().setSeed(2);
    await state().start();
    await turn();
    const first = state().run!.id;
    state().setSeed(3);
    await rest();
    await state().start();
    await turn();
    const second = state().run!.id;
    tab.back();
    await vi.waitFor(() => expect(state().run?.id).toBe(first));
    expect(state().experiment.seed).toBe(3);
    tab.forward();
    await vi.waitFor(() => expect(state().run?.id).toBe(second));
    expect([state().experiment.seed, tab.length()]).toEqual([3, 3]);
  });

  it('between units of one run keep the run as it is, and bring back the settings', async () => {
    const { state, tab } = await visit();
    await state().start();
    await rest();
    state().showUnit('dog');
    await turn();
    state().setSeed(5);
    await rest();
    const { run } = state();
    tab.back();
    await vi.waitFor(() => expect(state().unit).toBeNull());
    expect(state().run).toBe(run);
    expect(state().experiment.seed).toBe(1);
    tab.forward();
    await vi.waitFor(() => expect(state().unit).toBe('dog'));
    expect([state().run, state().experiment.seed]).toEqual([run, 5]);
  });

  it('from a run to the ready-made one that was there before it', async () => {
    serveExperiments(files);
    const { state, tab } = await visit();
    await state().start();
    await turn();
    tab.back();
    await vi.waitFor(() => expect(state().run).toMatchObject({ status: 'recorded', title: 'bee, ant' }));
    expect(tab.address()).toBe('/words/?run=first.json');
  });

  it('do not throw away a run in progress: only what is shown of it follows', async () => {
    const engine = heldEngine(2);
    const { state, tab } = await visit(fakeBrowser(`/words/${linkTo({ seed: 3 })}`), { engine });
    state().setSeed(9);
    const going = state().start();
    await engine.reached;
    state().showUnit('dog');
    await turn();
    const { id } = state().run!;
    tab.back();
    await turn();
    expect([state().run?.id, state().unit]).toEqual([id, null]);
    tab.back();
    await turn();
    expect(state().run?.id).toBe(id);
    engine.release();
    await going;
    expect(state().run).toMatchObject({ id, status: 'finished' });
  });

  it('pressed twice end at the last entry, whatever the first still loads', async () => {
    const { release, asked } = serveExperiments(files, ['first.json']);
    const tab = fakeBrowser(`/words/${linkTo({ seed: 7 })}`);
    tab.page.history.pushState(null, '', `/words/?run=first.json${linkTo({ seed: 8 })}`);
    tab.page.history.pushState(null, '', `/words/${linkTo({ seed: 9 })}`);
    const { state } = await visit(tab);
    tab.back();
    await vi.waitFor(() => expect(asked).toContain('first.json'));
    tab.back();
    release['first.json']!();
    await rest();
    expect([state().experiment.seed, state().readyMade, state().run]).toEqual([7, null, null]);
    expect(settingsOf(tab).seed).toBe(7);
  });

  it('to another page of the site leave this one alone', async () => {
    const tab = fakeBrowser('/theory/');
    tab.page.history.pushState(null, '', '/words/');
    const { state } = await visit(tab);
    await state().start();
    tab.leave();
    const { asked } = serveExperiments({ 'index.json': '[]' });
    tab.back();
    tab.back();
    await rest();
    asked.length = 0;
    tab.back();
    await rest();
    expect([tab.address(), tab.state(), asked]).toEqual(['/theory/', null, []]);
  });

  it('follow a fragment that was typed over this one', async () => {
    const { state, tab } = await visit();
    await state().start();
    await turn();
    tab.typeFragment(linkTo({ seed: 77 }));
    await vi.waitFor(() => expect(state().experiment.seed).toBe(77));
    expect([state().run, state().isShared]).toEqual([null, true]);
  });
});

describe('an address that is opened', () => {
  it('with nothing in it opens the first ready-made experiment, and names it', async () => {
    serveExperiments(files);
    const { state, tab } = await visit();
    expect([state().readyMade, tab.address(), tab.length()]).toEqual(['first.json', '/words/?run=first.json', 1]);
  });

  it('with a link opens the shared experiment and no ready-made one', async () => {
    const { asked } = serveExperiments(files);
    const { state } = await visit(fakeBrowser(`/words/${linkTo({ seed: 3 })}`));
    expect([state().isShared, state().experiment.seed, state().run, asked]).toEqual([true, 3, null, []]);
  });

  it('with ?stored= opens that run of this browser', async () => {
    const { state, runs } = await visit();
    state().setSeed(6);
    await state().start();
    const { id } = state().run!;
    const { tab, ...other } = await visit(fakeBrowser(`/words/?stored=${id}`), { runs });
    expect([other.state().run?.id, other.state().experiment.seed]).toEqual([id, 6]);
    expect(tab.address()).toBe(`/words/${encodeLink(state().experiment, words)}`);
  });

  it.each([
    ['?stored=nowhere', 'store-unavailable'],
    ['?run=nowhere.json', 'ready-made-unknown'],
    ['?run=../../etc/passwd', 'ready-made-unknown'],
    ['?run=broken.json', 'file-malformed'],
    ['#1damaged', 'link-malformed'],
    ['#9', 'link-version'],
    [`#1${'A'.repeat(9000)}`, 'link-too-large'],
  ])('with %.40s gives the failure %s, and the page can be used', async (rest_, kind) => {
    serveExperiments(files);
    const { state, tab, kinds } = await visit(fakeBrowser(`/words/${rest_}`));
    expect([kinds(), state().run, state().isOpening]).toEqual([[kind], null, false]);
    expect(state().experiment).toEqual(experiment());
    expect(tab.address()).toBe('/words/');
    await state().start();
    expect(state().run?.status).toBe('finished');
  });

  it('offers a run that another visit left', async () => {
    const engine = heldEngine(3);
    const first = await visit(fakeBrowser(), { engine });
    void first.state().start();
    await engine.reached;
    const { state } = await visit(fakeBrowser(), { runs: first.runs });
    await vi.waitFor(() => expect(state().unfinished?.id).toBe(first.state().run!.id));
  });
});
