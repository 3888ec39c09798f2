import { describe, expect, it, vi } from 'vitest';
import { encodeLink } from '@/lib/experiment/write-link';
import { fakeBrowser } from '../../support/browser-history';
import { words } from '../../support/fixture-panel';
import { longText, roomy } from '../../support/roomy-panel';
import { serveExperiments } from '../../support/site';
import { begin, eventually, files, linkTo, readyMade, rest, settingsOf, turn, visit } from '../../support/visit';
import { heldEngine } from '../../support/workbench';

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
    await state().openReadyMade('first.json', { signal: new AbortController().signal });
    await rest();
    expect([tab.length(), tab.address(), tab.calls.at(-1)?.how]).toEqual([2, '/words/?run=first.json', 'replaceState']);
    await state().openReadyMade('settings.json', { signal: new AbortController().signal });
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
    await eventually(() => expect(asked).toContain('first.json'));
    state().setSeed(4);
    await rest();
    expect(tab.calls).toEqual([]);
    release['first.json']!();
    await opened;
    // What was changed meanwhile stays, and the run comes beside it.
    expect([state().readyMade, state().run?.title, state().experiment.seed]).toEqual(['first.json', 'bee, ant', 4]);
    await rest();
    expect([tab.address().split('#')[0], settingsOf(tab).seed]).toEqual(['/words/?run=first.json', 4]);
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

  it('of a repeated ready-made run brings back both, to be compared', async () => {
    serveExperiments(files);
    const { state, tab, runs } = await visit(fakeBrowser('/words/?run=first.json'));
    const model = { engine: 'endpoint' as const, model: 'other' };
    state().setModel(model);
    await state().rerun();
    state().showUnit('bee');
    await rest();
    const again = await visit(tab.reload(), { runs });
    expect(again.state().run).toMatchObject({ id: state().run!.id, status: 'finished', experiment: { model } });
    expect(again.state().original).toMatchObject({ id: null, status: 'recorded', title: 'bee, ant' });
    expect([again.state().readyMade, again.state().unit, again.kinds()]).toEqual(['first.json', 'bee', []]);
    expect(again.tab.address()).toBe(tab.address());
    // An own run takes the place of both.
    await again.state().start();
    await rest();
    expect([again.state().original, again.state().readyMade]).toEqual([null, null]);
  });

  it('of a repeated run whose recording cannot be read any more brings back the run here', async () => {
    serveExperiments(files);
    const { state, tab, runs } = await visit(fakeBrowser('/words/?run=first.json'));
    await state().rerun();
    await rest();
    serveExperiments({ ...files, 'first.json': '{' });
    const again = await visit(tab.reload(), { runs });
    expect([again.state().run?.id, again.state().original]).toEqual([state().run!.id, null]);
    expect(again.kinds()).toEqual(['file-malformed']);
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

  it('has the settings of the address in the form before the run is read, and keeps what is changed until then', async () => {
    const { release, asked } = serveExperiments(files, ['first.json']);
    const tab = fakeBrowser(`/words/?run=first.json${linkTo({ seed: 3 })}`);
    const { state, opened } = begin(tab);
    await eventually(() => expect(asked).toContain('first.json'));
    expect([state().run, state().experiment.seed]).toEqual([null, 3]);
    state().set('words', 'bee');
    state().keepDraft('words', 'bee,');
    release['first.json']!();
    await opened;
    expect(state().run?.title).toBe('bee, ant');
    expect(state()).toMatchObject({ experiment: { seed: 3, settings: { words: 'bee' } }, drafts: { words: 'bee,' } });
  });

  it('runs what the address names, also where Run is pressed before its run is read', async () => {
    const { release, asked } = serveExperiments(files, ['first.json']);
    const { state } = begin(fakeBrowser(`/words/?run=first.json${linkTo({ seed: 3 })}`));
    await eventually(() => expect(asked).toContain('first.json'));
    await state().start();
    release['first.json']!();
    await rest();
    expect(state()).toMatchObject({ run: { status: 'finished', experiment: { seed: 3 } }, readyMade: null });
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
    expect([again.state().experiment.seed, again.state().run, again.kinds()]).toEqual([4, null, ['run-gone']]);
  });
});
