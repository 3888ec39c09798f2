import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RecentRunsDialog } from '@/components/workbench/recent-runs/recent-runs-dialog';
import { RecentRunsList } from '@/components/workbench/recent-runs/recent-runs-list';
import { Failure, failures } from '@/lib/core/failure';
import { importFile } from '@/lib/experiment/import';
import { openRunStore } from '@/lib/experiment/indexed-store';
import { appears, appearsButton, button, drawWorkbench, keys, named, press, type } from '../../support/draw-workbench';
import { wordsEngine } from '../../support/fixture-panel';
import { act, emulate, render, until } from '../../support/render';
import { ruled } from '../../support/ruled-panel';
import { gate } from '../../support/workbench';

// The list reads the site's panels, of which the fixture is none.
vi.mock(import('@/lib/panels/index'), async original => ({
  ...(await original()),
  findPanel: async id => (id === ruled.id ? ruled : undefined),
}));

const open = () => openRunStore(async () => ruled);

async function empty() {
  const store = await open();
  for (const { id } of await store.list()) await store.remove(id);
}
beforeEach(() => emulate({ reducedMotion: true }));
beforeEach(empty);
afterEach(async () => {
  vi.restoreAllMocks();
  await empty();
});

/** The dialog over a page that has run two experiments, of which the last is on the page. */
async function draw(onClose = () => {}) {
  const bench = await drawWorkbench(<p>before</p>, wordsEngine(), { openStore: open });
  await act(() => bench.state().start());
  const first = bench.state().run!;
  act(() => bench.state().set('words', 'bee, ant'));
  await act(() => bench.state().start());
  const { frame, ...rest } = await drawWorkbench(<RecentRunsDialog onClose={onClose} />, wordsEngine(), {
    openStore: open,
  });
  await act(() => rest.state().openStored(bench.state().run!.id!));
  await until(() => document.querySelectorAll('[role=dialog] li').length === 2);
  return { ...rest, frame, first };
}
const titles = () =>
  [...document.querySelectorAll('[role=dialog] li')].map(item => item.querySelector('button')?.textContent);
const stored = async () => (await open()).list();

describe('the recent runs', () => {
  it('are listed latest first, with when, model, score and calls, and the room that they take', async () => {
    await draw();
    expect(titles()).toEqual(['bee, ant', 'fox, dog, owl']);
    const [current, other] = [...document.querySelectorAll('[role=dialog] li')].map(item => item.textContent);
    expect(current).toContain('open');
    expect(other).toMatch(/20\d\d.* · .* · 3 alike · 9 calls/);
    expect(document.body.textContent).toMatch(/\d+(\.\d)? (kB|MB) of storage used/);
  });

  it('say of an incomplete one how many calls got no answer', async () => {
    const silent = wordsEngine({
      onCall: prompt => {
        if (prompt.startsWith('Is ')) throw new Failure('endpoint-busy');
      },
    });
    const bench = await drawWorkbench(<p>before</p>, silent, { openStore: open });
    await act(() => bench.state().start());
    await drawWorkbench(<RecentRunsDialog onClose={() => {}} />, wordsEngine(), { openStore: open });
    await until(() => document.querySelectorAll('[role=dialog] li').length === 1);
    const text = document.querySelector('[role=dialog] li')?.textContent;
    expect(text).toContain('incomplete');
    expect(text).toContain('6 calls · 3 more without an answer');
  });

  it('are opened', async () => {
    const onClose = vi.fn();
    const { state, first } = await draw(onClose);
    await press('fox, dog, owl');
    await until(() => state().run?.id === first.id);
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('are renamed by the keyboard, and the focus stays', async () => {
    await draw();
    await press('Rename fox, dog, owl');
    expect(document.activeElement?.tagName).toBe('INPUT');
    await type('Title', '  My animals ');
    await keys('{Enter}');
    await appearsButton('My animals');
    expect((await stored()).map(({ title }) => title)).toContain('My animals');
    await until(() => document.activeElement === named('button', 'Rename My animals'));
    await press('Rename My animals');
    await type('Title', ' ');
    expect(button('Rename').disabled).toBe(true);
    await press('Cancel');
    expect(titles()).toContain('My animals');
  });

  it('are exported as files that can be imported', async () => {
    const blobs: Blob[] = [];
    const create = URL.createObjectURL.bind(URL);
    vi.spyOn(URL, 'createObjectURL').mockImplementation(blob => (blobs.push(blob as Blob), create(blob)));
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    const { first } = await draw();
    await press('Export fox, dog, owl');
    await until(() => blobs.length === 1);
    const file = await importFile(blobs[0]!, async () => ruled);
    expect(file).toMatchObject({ kind: 'run', run: { title: first.title, experiment: first.experiment } });
  });

  it('show how far an export is, and begin no other meanwhile', async () => {
    const { opened: packed, open: pack } = gate();
    // A packer that takes its time.
    vi.stubGlobal('CompressionStream', function () {
      return new TransformStream({ transform: (piece, to) => packed.then(() => to.enqueue(piece)) });
    });
    const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    await draw();
    await press('Export fox, dog, owl');
    const bar = () => document.querySelector('[role=dialog] [role=progressbar]');
    await until(() => bar()?.getAttribute('aria-valuetext') === '100%');
    expect(document.getElementById(bar()?.getAttribute('aria-labelledby') ?? '')?.textContent).toBe('Writing the file');
    await press('Export bee, ant');
    pack();
    await until(() => bar() === null);
    expect(saved).toHaveBeenCalledOnce();
    vi.unstubAllGlobals();
  });

  it('are deleted once that is confirmed', async () => {
    await draw();
    await press('Delete fox, dog, owl');
    expect(document.activeElement).toBe(button('Delete it'));
    await press('Keep it');
    expect(document.activeElement).toBe(button('Delete fox, dog, owl'));
    await press('Delete fox, dog, owl');
    await press('Delete it');
    await until(() => titles().length === 1);
    expect((await stored()).map(({ title }) => title)).toEqual(['bee, ant']);
    await until(() => document.activeElement?.getAttribute('aria-label') === 'Stored runs');
  });

  it('leave the page when the one on it is deleted, and its settings stay', async () => {
    const { state } = await draw();
    await press('Delete fox, dog, owl');
    await press('Delete it');
    await until(() => titles().length === 1);
    expect(state().run?.title).toBe('bee, ant');
    await press('Delete bee, ant');
    await press('Delete it');
    await until(() => state().run === null);
    expect([state().experiment.settings['words'], state().notices]).toEqual(['bee, ant', []]);
  });

  it('are not deleted while they run', async () => {
    const { state, store } = await draw();
    act(() => store.setState({ run: { ...state().run!, status: 'running' } }));
    expect([button('Delete bee, ant').disabled, button('Delete fox, dog, owl').disabled]).toEqual([true, false]);
  });

  it('say what went wrong, and stay', async () => {
    const { first } = await draw();
    await (await open()).remove(first.id!);
    await press('Export fox, dog, owl');
    await appears(failures['run-gone'].sentence);
    expect(document.querySelectorAll('[role=dialog] li').length).toBeGreaterThan(0);
  });

  it('are links to their panels elsewhere, a few of them at first', async () => {
    const { first } = await draw();
    await render(<RecentRunsList most={1} />);
    await until(() => document.querySelectorAll('li a').length === 1);
    await press('Show all 2');
    const links = [...document.querySelectorAll('li a')].map(link => link.getAttribute('href'));
    expect(links[1]).toMatch(new RegExp(`/words/?\\?stored=${first.id}$`));
  });

  it('are none where none is stored', async () => {
    await render(<RecentRunsList panel="words" />);
    await appears('No run is stored in this browser yet.');
  });
});
