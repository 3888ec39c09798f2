import { beforeEach, describe, expect, it } from 'vitest';
import { createAddedStore } from '@/components/ner/infer/added-store';
import { memoryContentStore } from '@/lib/data/content-store';
import { predictionsKind } from '@/lib/panels/ner/predictions/kind';
import { byText, exportOfOther } from '@/lib/panels/ner/predictions/match';
import { readPredictions } from '@/lib/panels/ner/predictions/read';
import { corpusKey, keptPredictions, storedPredictions } from '@/lib/panels/ner/predictions/stored';
import { loopOf } from '@/lib/panels/ner/report/loop';
import { harbourRegistry, runHarbour } from '../../../support/ner-run';

const ownPredictions = keptPredictions(() => true);

const records = [
  {
    text: 'Aldona came  back.',
    entities: [{ start: 0, end: 6, label: 'ship' }, { text: 'Atlantis', label: 'Ship' }, 7],
  },
  { text: 'It was late.', entities: [] },
  { text: 'Something else.', entities: [] },
];

const read = () =>
  readPredictions({ name: 'x.jsonl', blob: new Blob([records.map(one => JSON.stringify(one)).join('\n')]) });
const stored = async (corpus: string, file = 'GLiNER, medium.jsonl') => storedPredictions(corpus, file, await read());

/** A busy machine takes its time. */
const patient = { timeout: 60_000 };

beforeEach(async () => {
  const { store } = await ownPredictions.open();
  for (const { hash } of await store.list()) await ownPredictions.remove(hash);
});

describe('predictions that are kept', () => {
  it('come back from the store as they were, and not at all where they were changed', async () => {
    const store = memoryContentStore(predictionsKind);
    const one = await stored('harbour');
    await store.put(one);
    expect(await store.get(one.hash)).toEqual(one);
    const [header] = await store.list();
    expect(header).toMatchObject({ title: 'GLiNER, medium', sentences: 3, leftOut: { records: 0, entities: 1 } });
    if (!header) throw new Error('It is not listed.');
    const items = await predictionsKind.itemsOf(one);
    expect(await predictionsKind.read(header, items)).toEqual(one);
    for (const other of [
      [String(items[0]).replace('Atlantis', 'Thule')],
      [...items, ...items],
      [],
      'no list',
      [1],
      ['{'],
    ])
      expect(await predictionsKind.read(header, other)).toBeUndefined();
  });

  it('are those of one corpus: the settings of its source are a part of its name', () => {
    const key = (corpus: string, source = {}) => corpusKey({ corpus, source });
    expect(key('harbour')).toBe('harbour');
    expect(key('own', { own: { unlabelled: 'a', test: 'b' }, other: { x: 'c' } })).toBe('own a b');
    expect(key('own', { own: { unlabelled: 'a', test: '' } })).toBe('own a');
  });

  it('are found by the next page, for their corpus alone, and are gone when they are removed', async () => {
    const page = createAddedStore(ownPredictions);
    await page.getState().load('harbour');
    page.getState().add(await stored('harbour'));
    page.getState().add(await stored('harbour', 'spacy.json'));
    page.getState().add(await stored('harbour', 'spacy.json'));
    page.getState().add(await stored('desk'));
    const titles = (of: typeof page, corpus: string) =>
      of
        .getState()
        .systems.get(corpus)
        ?.map(({ title }) => title);
    expect(titles(page, 'harbour')).toEqual(['GLiNER, medium', 'spacy']);
    const { store } = await ownPredictions.open();
    await expect.poll(async () => (await store.list()).length, patient).toBe(3);
    const next = createAddedStore(ownPredictions);
    await Promise.all([next.getState().load('harbour'), next.getState().load('harbour')]);
    expect(titles(next, 'harbour')?.sort()).toEqual(['GLiNER, medium', 'spacy']);
    expect(titles(next, 'desk')).toBeUndefined();
    for (const one of next.getState().systems.get('harbour') ?? []) next.getState().remove(one);
    expect(titles(next, 'harbour')).toEqual([]);
    await expect.poll(async () => (await store.list()).map(({ corpus }) => corpus), patient).toEqual(['desk']);
  });

  it('do not come back where they are removed while the store is read', async () => {
    const one = await stored('harbour');
    await ownPredictions.keep(one);
    const page = createAddedStore(ownPredictions);
    const reading = page.getState().load('harbour');
    page.getState().remove({ ...one, predictions: byText(one.sentences) });
    await reading;
    expect(page.getState().systems.get('harbour')).toEqual([]);
  });

  it('do not come back where they are removed before they are written', async () => {
    const one = await stored('harbour');
    let written = () => undefined as void;
    const slow = new Promise<void>(resolve => (written = resolve));
    const page = createAddedStore({ ...ownPredictions, keep: data => slow.then(() => ownPredictions.keep(data)) });
    page.getState().add(one);
    page.getState().remove({ ...one, predictions: byText(one.sentences) });
    written();
    // A later change is written after both.
    page.getState().add(await stored('desk'));
    const { store } = await ownPredictions.open();
    await expect.poll(async () => (await store.list()).map(({ corpus }) => corpus), patient).toEqual(['desk']);
  });

  it('stay on the page where the store refuses them, which says why', async () => {
    const refuse = () => Promise.reject(new Error('The disk is full.'));
    const page = createAddedStore({ ...ownPredictions, keep: refuse });
    page.getState().add(await stored('harbour'));
    await expect.poll(() => page.getState().failure?.detail, patient).toContain('The disk is full.');
    expect(page.getState().systems.get('harbour')).toHaveLength(1);
  });

  it('are written as a corpus: the test sentences of the run, with the labels of its set', async () => {
    const { experiment, outcome } = await runHarbour({ settings: { unlabelled: 0, baselines: ['none'] } });
    const { sentences } = await stored('harbour');
    const all = exportOfOther('x', 'GLiNER', byText(sentences));
    expect(all.take(loopOf(experiment, outcome.results, harbourRegistry))).toEqual({
      sentences: [
        { id: 't1', text: 'Aldona came back.', entities: [{ start: 0, end: 6, label: 'Ship' }] },
        { id: 't4', text: 'It was late.', entities: [] },
      ],
      absent: 1,
    });
  });
});
