import { describe, expect, it } from 'vitest';
import { encodeLink } from '@/lib/experiment/write-link';
import { fakeBrowser } from '../../support/browser-history';
import { words } from '../../support/fixture-panel';
import { serveExperiments } from '../../support/site';
import { eventually, experiment, files, linkTo, visit } from '../../support/visit';
import { heldEngine } from '../../support/workbench';

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
    ['?stored=nowhere', 'run-gone'],
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
    await eventually(() => expect(state().unfinished?.id).toBe(first.state().run!.id));
  });
});
