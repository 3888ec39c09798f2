import { afterEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { resultsOf } from '@/components/trace/live-run';
import { canResume } from '@/components/workbench/state';
import { runBlob } from '@/lib/experiment/file';
import type { Experiment } from '@/lib/experiment/panel';
import { defaultExperiment } from '@/lib/experiment/spec';
import { encodeLink } from '@/lib/experiment/write-link';
import { exportExperiment } from '../../support/experiment-file';
import { words, wordsEngine } from '../../support/fixture-panel';
import { listed, serveExperiments } from '../../support/site';
import {
  entriesOf,
  entriesOfRun,
  exported,
  fileOfRun,
  finishedRun,
  heldEngine,
  linesOfRun,
  workbenchWith,
  workbenchWithRecorded,
} from '../../support/workbench';

const open = new AbortController().signal;
const run = await finishedRun();
const other = await finishedRun(state => state.set('words', 'bee, ant'));
const experiment = (changes: Partial<Experiment> = {}): Experiment => ({ ...defaultExperiment(words), ...changes });
const blob = (text: string) => new Blob([text]);

afterEach(() => vi.unstubAllGlobals());

describe('a link', () => {
  it('brings its settings, and the page says that they were shared', () => {
    const { state } = workbenchWith();
    state().set('words', 'BAD');
    expect(state().openLink(encodeLink(experiment({ seed: 99 }), words))).toBe(true);
    expect([state().experiment.seed, state().drafts, state().isShared]).toEqual([99, {}, true]);
  });

  it('that is damaged changes nothing and says so', () => {
    const { state, kinds } = workbenchWith();
    state().setSeed(7);
    const link = encodeLink(experiment({ seed: 99 }), words);
    expect(state().openLink(link.slice(0, -5))).toBe(false);
    expect([kinds(), state().experiment.seed, state().isShared]).toEqual([['link-malformed'], 7, false]);
  });

  it('of an older version of the panel brings its settings, migrated', () => {
    const { state } = workbenchWith();
    const { migrate: _migrate, ...old } = { ...words, version: 1, settings: z.any() };
    const link = encodeLink({ ...experiment(), panelVersion: 1, settings: { list: 'bee ant' } }, old);
    expect(state().openLink(link)).toBe(true);
    expect(state().experiment).toMatchObject({ panelVersion: 2, settings: { words: 'bee, ant' } });
  });

  it('of another panel says whose it is', () => {
    const { state } = workbenchWith();
    const link = encodeLink({ ...experiment(), panel: 'others' }, { ...words, id: 'others' });
    expect(state().openLink(link)).toBe(false);
    expect(state().notices).toEqual([{ kind: 'other-panel', detail: 'others' }]);
  });

  it('to the experiment of the run on the page keeps that run, where it is and as it is shown', async () => {
    const { state } = await workbenchWithRecorded();
    state().showUnit('dog');
    state().select('dog / describe');
    const before = state().run;
    state().setSeed(5);
    expect(state().openLink(encodeLink(experiment(), words))).toBe(true);
    expect(state().run).toBe(before);
    expect([state().unit, state().selected, state().isShared]).toEqual(['dog', 'dog / describe', false]);
    expect(state().experiment).toEqual(before!.experiment);
  });

  it('to the experiment of the run in progress does not stop it; a damaged one does not either', async () => {
    const engine = heldEngine(2);
    const { state } = workbenchWith(engine);
    const going = state().start();
    await engine.reached;
    state().openLink(encodeLink(experiment(), words));
    state().openLink('#1damaged');
    expect(['loading', 'running']).toContain(state().run?.status);
    engine.release();
    await going;
    expect(state().run?.status).toBe('finished');
  });

  it('to another experiment takes the run off the page and stops it', async () => {
    const engine = heldEngine(2);
    const { state, runs } = workbenchWith(engine);
    const going = state().start();
    await engine.reached;
    state().openLink(encodeLink(experiment({ seed: 3 }), words));
    expect([state().run, state().isShared]).toEqual([null, true]);
    await going;
    expect((await runs.list())[0]?.status).toBe('stopped');
  });

  it('is no longer a shared experiment once it is run', async () => {
    const { state } = workbenchWith();
    state().openLink(encodeLink(experiment({ seed: 3 }), words));
    await state().start();
    expect(state().isShared).toBe(false);
    state().openLink(encodeLink(experiment({ seed: 4 }), words));
    state().reset();
    expect(state().isShared).toBe(false);
  });
});

describe('a file', () => {
  it('opens with every call and without a model, as the run that was exported', async () => {
    const engine = wordsEngine();
    const { state, runs } = workbenchWith(engine);
    await state().importFile(await runBlob(exported(run), { gzip: true }));
    const shown = state().run!;
    expect(shown).toMatchObject({ id: null, status: 'recorded', title: run.title, createdAt: run.createdAt });
    expect(entriesOf(shown.live)).toEqual(entriesOf(run.live));
    expect(shown.live).toMatchObject({ done: 6, total: 6 });
    expect([engine.calls, await runs.list()]).toEqual([[], []]);
    expect(resultsOf(shown.live)).toEqual(resultsOf(run.live));
  });

  it('tells how far it has been read, and nothing once it is read', async () => {
    const { state, store } = workbenchWith();
    const file = blob(await linesOfRun(run));
    const told: unknown[] = [];
    store.subscribe(({ file: progress }) => told.at(-1) !== progress && told.push(progress));
    await state().importFile(file);
    expect(told.at(-2)).toEqual({ what: 'read', done: file.size, total: file.size });
    expect(state().file).toBeNull();
    await state().importFile(blob('{'));
    expect(state().file).toBeNull();
  });

  it('that was cut off is open as far as it goes, and a notice says so', async () => {
    const text = await linesOfRun(run);
    const { state, kinds } = workbenchWith();
    await state().importFile(blob(text.slice(0, text.indexOf('owl: nearest') - 40)));
    expect(kinds()).toEqual(['file-torn']);
    const entries = entriesOf(state().run!.live).length;
    expect(entries).toBeGreaterThan(0);
    expect(entries).toBeLessThan(entriesOfRun);
    expect(state().run?.status).toBe('recorded');
  });

  it.each([
    ['is torn JSON', '{"loupe": 1', 'file-malformed'],
    ['is empty', '', 'file-malformed'],
    ['names no panel', exportExperiment({ ...experiment(), panel: 'nobodys' }), 'panel-unknown'],
  ])('that %s leaves the page as it is and says why', async (_name, text, kind) => {
    const { state, kinds } = await workbenchWithRecorded();
    const before = state().run;
    await state().importFile(blob(text));
    expect(kinds()).toEqual([kind]);
    expect([state().run, state().isOpening]).toEqual([before, false]);
  });

  it('of another panel says whose it is and leaves the page as it is', async () => {
    const others = { ...words, id: 'others' };
    const findPanel = async (id: string) => [words, others].find(panel => panel.id === id);
    const { state } = workbenchWith(wordsEngine(), { findPanel });
    for (const text of [
      exportExperiment({ ...experiment(), panel: 'others' }),
      fileOfRun({ ...run, experiment: { ...run.experiment, panel: 'others' } }),
    ]) {
      state().dismiss('other-panel');
      await state().importFile(blob(text));
      expect(state().notices).toEqual([{ kind: 'other-panel', detail: 'others' }]);
      expect(state().run).toBeNull();
    }
  });

  it('of an experiment brings its settings, with no run', async () => {
    const { state } = await workbenchWithRecorded();
    await state().importFile(blob(exportExperiment(experiment({ seed: 42 }))));
    expect([state().experiment.seed, state().run, state().isShared]).toEqual([42, null, false]);
  });

  it('of an older version of the panel is migrated, its entries too', async () => {
    const text = fileOfRun(run);
    const old = text
      .replace('"panelVersion": 2', '"panelVersion": 1')
      .replace('"words": "fox, dog, owl"', '"list": "fox dog owl"')
      .replaceAll(/"roles": \[[^\]]*\],?/g, '');
    const { state, kinds } = workbenchWith();
    await state().importFile(blob(old));
    expect(kinds()).toEqual([]);
    expect(state().experiment).toEqual(run.experiment);
    expect(entriesOf(state().run!.live)[0]?.roles).toEqual(['unit', 'old describe']);
  });

  it('whose data is not here opens where its results tell its units, and says so elsewhere', async () => {
    const here = {
      ...words,
      phases: words.phases.map(phase => ({ ...phase, units: async () => Promise.reject(new Error('no data')) })),
    };
    const panel = { ...here, phases: here.phases as unknown as typeof words.phases };
    const without = workbenchWith(wordsEngine(), { panel });
    await without.state().openRun(exported(run));
    expect([without.kinds(), without.state().run]).toEqual([['unknown'], null]);
    const { state, kinds } = workbenchWith(wordsEngine(), {
      panel: { ...panel, recordedUnits: results => results.map(({ name }) => ({ name, input: name })) },
    });
    await state().openRun(exported(run));
    expect(kinds()).toEqual([]);
    expect([...state().run!.live.units.keys()]).toEqual(exported(run).results.map(({ name }) => name));
  });
});

describe('a stored run', () => {
  it('is shown again as it was, and resumed where it was stopped', async () => {
    const engine = heldEngine(3);
    const first = workbenchWith(engine);
    const going = first.state().start();
    await engine.reached;
    first.state().stop();
    await going;
    const { id, live } = first.state().run!;
    const { state } = workbenchWith(wordsEngine(), { openStore: async () => first.runs });
    state().setSeed(9);
    await state().openStored(id!);
    expect(state().run).toMatchObject({ id, status: 'stopped' });
    expect(entriesOf(state().run!.live)).toEqual(entriesOf(live));
    expect([state().experiment.seed, canResume(state().run), state().readyMade]).toEqual([1, true, null]);
    await state().resume();
    expect(state().run).toMatchObject({ id, status: 'finished' });
    await state().openStored(id!);
    expect([state().run?.status, canResume(state().run)]).toEqual(['finished', false]);
  });

  it('that is gone, or of another panel, leaves the page as it is and says so', async () => {
    const { state, runs, kinds } = workbenchWith();
    await state().start();
    const { run: before } = state();
    await state().openStored('nowhere');
    const others = { ...words, id: 'others' };
    const elsewhere = workbenchWith(wordsEngine(), { panel: others, openStore: async () => runs });
    await elsewhere.state().start();
    await state().openStored(elsewhere.state().run!.id!);
    expect([kinds(), state().run]).toEqual([['run-gone', 'other-panel'], before]);
  });

  it('that is in progress on the page is not stopped by opening it', async () => {
    const engine = heldEngine(2);
    const { state } = workbenchWith(engine);
    const going = state().start();
    await engine.reached;
    await state().openStored(state().run!.id!);
    expect(['loading', 'running']).toContain(state().run?.status);
    engine.release();
    await going;
    expect(state().run?.status).toBe('finished');
  });
});

describe('ready-made experiments', () => {
  const files: Record<string, string> = {
    'index.json': JSON.stringify([
      listed('elsewhere.json', 'another'),
      ...['first.json', 'second.json', 'third.json', 'broken.json', 'missing.json'].map(file => listed(file)),
    ]),
    'first.json': fileOfRun(run),
    'second.json': fileOfRun(other),
    'third.json': exportExperiment(other.experiment),
    'broken.json': '{"loupe": 1',
    'unlisted.json': fileOfRun(other),
  };

  it('open without a model, by name, with their sentence', async () => {
    serveExperiments(files);
    const { state } = workbenchWith();
    await state().openReadyMade('second.json', { signal: open });
    expect(state().run).toMatchObject({
      status: 'recorded',
      sentence: 'What to see in second.json.',
      title: 'bee, ant',
    });
    expect([state().readyMade, state().isOpening, state().experiment]).toEqual([
      'second.json',
      false,
      other.experiment,
    ]);
  });

  it('are the first one of this panel where none is named', async () => {
    serveExperiments(files);
    const { state } = workbenchWith();
    await state().openReadyMade(null, { signal: open });
    expect(state().readyMade).toBe('first.json');
  });

  it('are none where the site has none for this panel', async () => {
    serveExperiments({ 'index.json': JSON.stringify([listed('elsewhere.json', 'another')]) });
    const { state, kinds } = workbenchWith();
    await state().openReadyMade(null, { signal: open });
    expect([state().run, state().readyMade, kinds()]).toEqual([null, null, []]);
  });

  it('is named where the host sends a web page in the place of the list or of a file', async () => {
    for (const missing of ['index.json', 'first.json']) {
      serveExperiments(files);
      const { fetch: others } = globalThis;
      vi.stubGlobal('fetch', (address: string, options: RequestInit) =>
        address.endsWith(missing)
          ? Promise.resolve(new Response('<p>No such page.</p>', { headers: { 'content-type': 'text/html' } }))
          : others(address, options),
      );
      const { state } = workbenchWith();
      await state().openReadyMade('first.json', { signal: new AbortController().signal });
      expect(state().notices).toEqual([
        { kind: 'download-failed', detail: `experiments/${missing}: the server sends a web page in its place.` },
      ]);
    }
  });

  it('that hold no run bring their settings', async () => {
    serveExperiments(files);
    const { state } = await workbenchWithRecorded();
    await state().openReadyMade('third.json', { signal: open });
    expect([state().run, state().readyMade, state().experiment]).toEqual([null, 'third.json', other.experiment]);
  });

  it('the one that was asked for last wins, in whatever order they come', async () => {
    const { release, asked } = serveExperiments(files, ['first.json', 'second.json']);
    const { state, kinds } = workbenchWith();
    const first = state().openReadyMade('first.json', { signal: open });
    await expect.poll(() => asked, { timeout: 60_000 }).toContain('first.json');
    const second = state().openReadyMade('second.json', { signal: open });
    await expect.poll(() => asked, { timeout: 60_000 }).toContain('second.json');
    expect(state().isOpening).toBe(true);
    release['second.json']!();
    await second;
    release['first.json']!();
    await first;
    expect([state().readyMade, state().isOpening, kinds()]).toEqual(['second.json', false, []]);
    expect(state().run?.title).toBe('bee, ant');
  });

  it('never take the place of a run that was started while they were loaded', async () => {
    const { release, asked } = serveExperiments(files, ['second.json']);
    const { state } = workbenchWith();
    const opening = state().openReadyMade('second.json', { signal: open });
    await expect.poll(() => asked, { timeout: 60_000 }).toContain('second.json');
    await state().start();
    release['second.json']!();
    await opening;
    expect([state().readyMade, state().run?.status, state().isOpening]).toEqual([null, 'finished', false]);
  });

  it('are no longer fetched once a run is started, which needs the line and the processor', async () => {
    const asked: RequestInit[] = [];
    vi.stubGlobal('fetch', (_url: string, init: RequestInit) => (asked.push(init), new Promise(() => {})));
    const { state } = workbenchWith(wordsEngine());
    void state().openReadyMade(null);
    await state().start();
    expect([asked[0]?.signal?.aborted, state().run?.status]).toEqual([true, 'finished']);
  });

  it('show nothing, and say nothing, once the page was left', async () => {
    const { release, asked } = serveExperiments(files, ['first.json']);
    const { state, kinds } = workbenchWith();
    const page = new AbortController();
    const opening = state().openReadyMade(null, { signal: page.signal });
    await expect.poll(() => asked, { timeout: 60_000 }).toContain('first.json');
    page.abort();
    state().stop();
    release['first.json']!();
    await opening;
    expect([state().run, kinds(), state().isOpening]).toEqual([null, [], false]);
  });

  it.each([
    ['broken.json', 'file-malformed'],
    ['missing.json', 'download-failed'],
    ['nowhere.json', 'ready-made-unknown'],
    ['unlisted.json', 'ready-made-unknown'],
    ['elsewhere.json', 'ready-made-unknown'],
    ['../models/x.json', 'ready-made-unknown'],
    ['ftp://elsewhere.example/run.json', 'ready-made-unknown'],
    ['', 'ready-made-unknown'],
  ])('%j leaves the page as it was and gives the failure %s', async (file, kind) => {
    const { asked } = serveExperiments(files);
    const { state, kinds } = workbenchWith();
    await state().openReadyMade('first.json', { signal: open });
    const { run: before } = state();
    asked.length = 0;
    await state().openReadyMade(file, { signal: open });
    expect(kinds()).toEqual([kind]);
    expect([state().run, state().readyMade, state().isOpening]).toEqual([before, 'first.json', false]);
    if (kind === 'ready-made-unknown') expect(asked).toEqual(['index.json']);
  });

  it('whose list names a path are not opened at all', async () => {
    const { asked } = serveExperiments({ ...files, 'index.json': JSON.stringify([listed('../secret.json')]) });
    const { state, kinds } = workbenchWith();
    await state().openReadyMade('../secret.json', { signal: open });
    expect([kinds(), asked]).toEqual([['file-malformed'], ['index.json']]);
  });
});
