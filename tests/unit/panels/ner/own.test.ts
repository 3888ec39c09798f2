import { beforeEach, describe, expect, it } from 'vitest';
import { memoryContentStore } from '@/lib/data/content-store';
import { createJournal } from '@/lib/experiment/journal';
import { listUnits } from '@/lib/experiment/phases';
import { runExperiment } from '@/lib/experiment/runner';
import { defaultExperiment } from '@/lib/experiment/spec';
import { corpusOf } from '@/lib/panels/ner/experiment-corpus';
import { formats } from '@/lib/panels/ner/formats/index';
import { readCorpus } from '@/lib/panels/ner/formats/read';
import { writeCorpus } from '@/lib/panels/ner/formats/write';
import { ownCorpora } from '@/lib/panels/ner/own/corpora';
import { corpusKind } from '@/lib/panels/ner/own/kind';
import { type StoredCorpus, storedCorpus } from '@/lib/panels/ner/own/stored';
import { nerPanel } from '@/lib/panels/ner/panel';
import { registry } from '@/lib/panels/ner/registry';
import type { NerSettings } from '@/lib/panels/ner/settings';
import { harbour, student } from '../../../support/ner-run';
import { scriptedEngine } from '../../../support/scripted-engine';

const file = (name: string, text: string): File => new File([text], name);

const annotated = `${JSON.stringify({ text: 'Ann left.', label: [[0, 3, 'Person']] })}\n${JSON.stringify({ text: 'It rained.', label: [] })}\n`;

async function stored(name: string, text: string): Promise<StoredCorpus> {
  const corpus = await storedCorpus(await readCorpus([{ name, blob: new Blob([text]) }]));
  await ownCorpora.keep(corpus);
  return corpus;
}

const experimentWith = (settings: Partial<NerSettings>) => {
  const experiment = defaultExperiment(nerPanel);
  return { ...experiment, settings: { ...experiment.settings, corpus: 'own', ...settings } };
};
const own = (unlabelled: string, test = '') => ({ own: { unlabelled, test } });

const forget = async () => {
  const { store } = await ownCorpora.open();
  for (const { hash } of await store.list()) await ownCorpora.remove(hash);
};
beforeEach(forget);

describe('a corpus of one\u2019s own', () => {
  it('is named by its sentences: the same content in another file and format has the same hash', async () => {
    const one = await stored('a.jsonl', annotated);
    const again = await stored('b.jsonl', annotated);
    expect(again.hash).toBe(one.hash);
    expect((await stored('a.jsonl', annotated.replace('Person', 'Ship'))).hash).not.toBe(one.hash);
  });

  it('comes back from the store as it was, and not at all where it was changed', async () => {
    const store = memoryContentStore(corpusKind);
    const corpus = await storedCorpus(
      await readCorpus([{ name: 'x.conll', blob: new Blob(['Nell B-PER\nleft O\n']) }]),
    );
    await store.put(corpus);
    expect(await store.get(corpus.hash)).toEqual(corpus);
    expect(await store.list()).toMatchObject([{ name: 'x', sentences: 1, annotated: 1, labels: [['PER', 1]] }]);
    const [header] = await store.list();
    const items = await corpusKind.itemsOf(corpus);
    if (!header) throw new Error('It is not listed.');
    expect(await corpusKind.read(header, items)).toEqual(corpus);
    for (const wrong of [[], ['[]'], ['{'], [7], [`${items[0]}`.replace('Nell', 'Nele')]])
      expect(await corpusKind.read(header, wrong)).toBeUndefined();
  });

  it('is missed by name, which tells what to import', async () => {
    const corpus = await stored('a.jsonl', annotated);
    const experiment = experimentWith({ source: own(corpus.hash, '0123456789abcdef') });
    await expect(corpusOf(experiment, registry)).rejects.toMatchObject({
      kind: 'data-missing',
      detail: expect.stringMatching(/test sentences .* 0123456789abcdef\. Import the same file/),
    });
    await ownCorpora.remove(corpus.hash);
    await expect(nerPanel.plan(experimentWith({ source: own(corpus.hash) }))).rejects.toMatchObject({
      kind: 'data-missing',
      detail: expect.stringContaining(`The sentences of this experiment are the corpus ${corpus.hash}`),
    });
  });

  it('gives its last annotated sentences as the test, where it is alone', async () => {
    const lines = Array.from({ length: 10 }, (_, at) =>
      JSON.stringify({ text: `Sentence ${at}.`, ...(at < 8 && { label: at === 0 ? [[0, 8, 'X']] : [] }) }),
    );
    const corpus = await stored('a.jsonl', lines.join('\n'));
    const { unlabelled, test, labels } = await corpusOf(experimentWith({ source: own(corpus.hash) }), registry);
    expect(test.map(({ text }) => text)).toEqual(['Sentence 6.', 'Sentence 7.']);
    expect(unlabelled).toHaveLength(8);
    expect(labels).toEqual(['X']);
    const ids = [...unlabelled, ...test].map(({ id }) => id);
    expect(new Set(ids).size).toBe(10);
  });

  it('needs a sentence to test on, and labels to ask for', async () => {
    const plain = await stored('a.txt', 'One line.\nAnother.\n');
    await expect(corpusOf(experimentWith({ source: own(plain.hash) }), registry)).rejects.toMatchObject({
      kind: 'data-missing',
      detail: expect.stringContaining('nothing to test on'),
    });
    const empty = await stored('b.jsonl', '{"text":"It rained.","label":[]}\n');
    const both = experimentWith({ source: own(plain.hash, empty.hash) });
    await expect(corpusOf(both, registry)).rejects.toMatchObject({
      kind: 'data-missing',
      detail: expect.stringContaining('no labels'),
    });
    const named = experimentWith({ source: own(plain.hash, empty.hash), labels: 'Ship' });
    expect((await corpusOf(named, registry)).labels).toEqual(['Ship']);
    expect(nerPanel.form?.obstacle?.(experimentWith({}).settings)).toMatch(/import your own sentences/);
    expect(nerPanel.form?.obstacle?.(named.settings)).toBeUndefined();
  });

  it('leaves out of the unlabelled part what also stands in the test, and names it', async () => {
    const [one, other] = [
      await stored('a.jsonl', annotated),
      await stored('b.jsonl', '{"text":"it  rained.","label":[]}\n{"text":"Ann came.","label":[[0,3,"Person"]]}'),
    ];
    const corpus = await corpusOf(experimentWith({ source: own(one.hash, other.hash) }), registry);
    expect(corpus.unlabelled.map(({ text }) => text)).toEqual(['Ann left.']);
    expect(corpus).toMatchObject({
      excluded: 1,
      overlaps: [{ text: 'it  rained.', isExact: false, corpus: ['u 2'], test: ['t 1'] }],
    });
  });

  it.each(formats.map(format => [format.id, format] as const))(
    'is read from the command line in %s',
    async (_, format) => {
      const { unlabelled } = await harbour.load();
      const { files } = await writeCorpus({ ...unlabelled, name: 'harbour' }, format);
      const said = await nerPanel.importData?.(files.map(({ name, blob }) => new File([blob], name)));
      expect(said).toMatch(
        /^harbour: 6 sentences, (all|none) of them annotated, [02] labels, fingerprint [0-9a-f]{16}\. /,
      );
      expect(said).toContain(format.title);
      const [, hash = ''] = /fingerprint (\w+)/.exec(said ?? '') ?? [];
      // Columns hold no white space.
      const bare = (text: string): string => text.replaceAll(' ', '');
      expect((await ownCorpora.get(hash)).sentences.map(({ text }) => bare(text))).toEqual(
        unlabelled.sentences.map(({ text }) => bare(text)),
      );
    },
  );

  it('says of the command line what was left out, and by which scheme tags were read', async () => {
    const good = 'Ann x x I-P\nleft x x O\n\n'.repeat(20);
    const said = await nerPanel.importData?.([file('a.conll', `${good}B x x I-P\nC x O\n`)]);
    expect(said).toMatch(/ IO.*: the tags have the prefixes I/);
    expect(said).toContain('Left out, sentence: 1; the first, line 62: It has 3 columns');
  });
});

describe('a run whose corpus is not here', () => {
  it('opens from its results with the units that it had', async () => {
    const { unlabelled, test } = await harbour.load();
    const [one, other] = await Promise.all(
      [unlabelled, test].map(async corpus => {
        const { files } = await writeCorpus(corpus, formats.find(({ id }) => id === 'spacy-jsonl') ?? formats[0]!);
        return stored(files[0]?.name ?? '', (await files[0]?.blob.text()) ?? '');
      }),
    );
    const experiment = experimentWith({
      source: own(one?.hash ?? '', other?.hash ?? ''),
      rounds: 2,
      demonstrations: 3,
      selection: { 'sample-threshold': { threshold: 5 } },
    });
    const engine = scriptedEngine({ answer: ({ messages, seed }) => student(messages.at(-1)?.content ?? '', seed) });
    const outcome = await runExperiment({
      panel: nerPanel,
      experiment,
      openEngine: () => Promise.resolve(engine),
      journal: createJournal(),
      signal: new AbortController().signal,
      onEvent: () => {},
    });
    expect(outcome.status).toBe('finished');
    const listed = await listUnits(nerPanel, experiment, outcome.results);
    const units = listed.flatMap(phase => phase.units);
    await forget();
    await expect(listUnits(nerPanel, experiment, outcome.results)).rejects.toMatchObject({ kind: 'data-missing' });
    const recorded = await nerPanel.recordedUnits?.(outcome.results, experiment);
    expect(recorded).toEqual(units);
    const partly = await nerPanel.recordedUnits?.(outcome.results.slice(0, 2), experiment);
    expect(partly?.map(({ name }) => name)).toEqual(units.slice(0, 2).map(({ name }) => name));
  });
});
