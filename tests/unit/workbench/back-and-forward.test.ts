import { describe, expect, it } from 'vitest';
import { fakeBrowser } from '../../support/browser-history';
import { serveExperiments } from '../../support/site';
import { eventually, files, linkTo, rest, settingsOf, turn, visit } from '../../support/visit';
import { heldEngine } from '../../support/workbench';

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
    await eventually(() => expect(state().run?.id).toBe(first));
    expect(state().experiment.seed).toBe(3);
    tab.forward();
    await eventually(() => expect(state().run?.id).toBe(second));
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
    await eventually(() => expect(state().unit).toBeNull());
    expect(state().run).toBe(run);
    expect(state().experiment.seed).toBe(1);
    tab.forward();
    await eventually(() => expect(state().unit).toBe('dog'));
    expect([state().run, state().experiment.seed]).toEqual([run, 5]);
  });

  it('from a run to the ready-made one that was there before it', async () => {
    serveExperiments(files);
    const { state, tab } = await visit();
    await state().start();
    await turn();
    tab.back();
    await eventually(() => expect(state().run).toMatchObject({ status: 'recorded', title: 'bee, ant' }));
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
    await eventually(() => expect(asked).toContain('first.json'));
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
    await eventually(() => expect(state().experiment.seed).toBe(77));
    expect([state().run, state().isShared]).toEqual([null, true]);
  });
});
