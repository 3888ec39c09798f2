import { afterEach, describe, expect, it, vi } from 'vitest';
import { openPage, openReadyMade } from '@/components/workbench/opening';
import { scriptedEngine } from '../../../support/scripted-engine';
import { panelWith, perfect, recordedText } from './runs';

const text = await recordedText();
const other = await recordedText({ a: '12', b: '34' });
const listed = ['first.json', 'second.json', 'third.json'].map(file => ({
  ...{ file, title: file, sentence: `What to see in ${file}.` },
  panel: 'divide-and-conquer',
}));

/** A site whose files come when they are let go; `hold` names those that are held back. */
function site(hold: string[] = []) {
  const files: Record<string, string> = {
    'index.json': JSON.stringify([{ ...listed[0], file: 'elsewhere.json', panel: 'another' }, ...listed]),
    'first.json': text,
    'second.json': other,
    'third.json': JSON.stringify({ loupe: 1, kind: 'experiment', experiment: JSON.parse(other).experiment }),
    'broken.json': '{"loupe": 1',
  };
  const release: Record<string, () => void> = {};
  vi.stubGlobal('fetch', async (address: string, { signal }: { signal: AbortSignal }) => {
    const name = address.slice(address.lastIndexOf('/') + 1);
    if (hold.includes(name)) await new Promise<void>(resolve => (release[name] = resolve));
    if (signal.aborted) throw new DOMException('', 'AbortError');
    return new Response(files[name] ?? '', { status: name in files ? 200 : 404 });
  });
  return release;
}

const open = new AbortController().signal;
const at = (search: string, hash = '') => ({ search, hash }) as Location;
const tick = () => new Promise(resolve => setTimeout(resolve, 5));

afterEach(() => vi.unstubAllGlobals());

describe('ready-made experiments', () => {
  it('open without a model: the one of the address, with its sentence', async () => {
    site();
    const { store, state } = panelWith();
    await openPage(store, at('?run=second.json'), open);
    expect(state().run).toMatchObject({ status: 'recorded', sentence: 'What to see in second.json.' });
    expect(state()).toMatchObject({
      readyMade: 'second.json',
      isOpening: false,
      experiment: { settings: { a: '12' } },
    });
  });

  it('open the first one of this panel where the address names none', async () => {
    site();
    const { store, state } = panelWith();
    await openPage(store, at(''), open);
    expect(state().readyMade).toBe('first.json');
  });

  it('open one that holds no run: its settings, with nothing on the stage', async () => {
    site();
    const { store, state } = panelWith();
    await openPage(store, at(''), open);
    await openReadyMade(store, 'third.json', open);
    expect(state()).toMatchObject({ run: null, readyMade: 'third.json', experiment: { settings: { a: '12' } } });
  });

  it('the one that was asked for last wins, in whatever order they come', async () => {
    const release = site(['first.json', 'second.json']);
    const { store, state } = panelWith();
    const first = openReadyMade(store, 'first.json', open);
    await tick();
    const second = openReadyMade(store, 'second.json', open);
    await tick();
    expect(state().isOpening).toBe(true);
    release['second.json']!();
    await second;
    release['first.json']!();
    await first;
    expect(state()).toMatchObject({ readyMade: 'second.json', isOpening: false, notices: [] });
    expect(state().run?.experiment.settings.a).toBe('12');
  });

  it('never takes the stage from a run that was started while it was on its way', async () => {
    const release = site(['first.json']);
    const { store, state } = panelWith(scriptedEngine(perfect));
    const opening = openReadyMade(store, 'first.json', open);
    await tick();
    await state().start('given');
    release['first.json']!();
    await opening;
    expect(state()).toMatchObject({ readyMade: null, run: { status: 'finished' }, isOpening: false });
  });

  it('shows nothing, and complains of nothing, once the page was left', async () => {
    const release = site(['first.json']);
    const { store, state } = panelWith();
    const controller = new AbortController();
    const opening = openPage(store, at(''), controller.signal);
    await tick();
    controller.abort();
    state().stop();
    release['first.json']!();
    await opening;
    expect(state()).toMatchObject({ run: null, notices: [], isOpening: false });
  });

  it.each([
    ['broken.json', 'file-malformed'],
    ['nowhere.json', 'download-failed'],
  ])('says what is wrong with %s and leaves what was on the stage', async (file, kind) => {
    site();
    const { store, state } = panelWith();
    await openPage(store, at(''), open);
    const { run } = state();
    await openReadyMade(store, file, open);
    expect(state().notices.map(notice => notice.kind)).toEqual([kind]);
    expect(state().run).toBe(run);
    expect(state().readyMade).toBe('first.json');
  });
});

describe('a start that waits for its problems', () => {
  it('is not begun twice by two presses', async () => {
    const engine = scriptedEngine(perfect);
    const { state, runs } = panelWith(engine);
    await Promise.all([state().start('given'), state().start('given')]);
    expect(state().run?.status).toBe('finished');
    expect(await runs.list()).toHaveLength(1);
  });

  it('is not begun at all once the page was left', async () => {
    const engine = scriptedEngine(perfect);
    const { state } = panelWith(engine);
    const going = state().start('given');
    state().stop();
    await going;
    expect([engine.calls.length, state().run]).toEqual([0, null]);
  });

  it('says that the data is not here, for a recorded run too', async () => {
    const { state } = panelWith();
    state().set('task', 'hallucination');
    state().set('data', '0123456789abcdef');
    await state().start('given');
    expect(state().notices.map(({ kind }) => kind)).toEqual(['data-missing']);
    expect(state()).toMatchObject({ run: null, isOpening: false });
  });
});
