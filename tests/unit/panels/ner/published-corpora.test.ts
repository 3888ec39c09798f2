import { describe, expect, it } from 'vitest';
import { conll2003 } from '@/lib/panels/ner/formats/conll-2003';
import { readCorpus } from '@/lib/panels/ner/formats/read';
import { writeCorpus } from '@/lib/panels/ner/formats/write';
import { sharedFile } from '@/tests/support/shared-cases';
import { covered } from './texts';

const blob = (name: string, text: string) => ({ name, blob: new Blob([text]) });

describe('the forms in which corpora are published', () => {
  it.each([
    [
      'GENIA, of the shared task',
      '###MEDLINE:95369245\n\nIL-2\tB-DNA\ngene\tI-DNA\nof\tO\nT\tB-cell_type\ncells\tI-cell_type\n\n###MEDLINE:95333264\n\nNo\tO\n',
      { id: 'conll-2002', scheme: 'IOB2', documents: ['MEDLINE:95369245', 'MEDLINE:95333264'] },
      ['IL-2 gene/DNA', 'T cells/cell_type'],
    ],
    [
      'WikiGold',
      '-DOCSTART- O\n\n010 I-MISC\nis O\nby O\nThe I-ORG\nMarkets I-ORG\n. O\n\n-DOCSTART- O\n\nNo O\n',
      { id: 'conll-2003', scheme: 'IO', documents: ['line 1', 'line 10'] },
      ['010/MISC', 'The Markets/ORG'],
    ],
    [
      'WNUT-17',
      "It\tO\n's\tO\nEmpire\tB-location\nState\tI-location\nESB\tB-location\n\t\nNo\tO\n",
      { id: 'conll-2002', scheme: 'IOB2', documents: [undefined, undefined] },
      ['Empire State/location', 'ESB/location'],
    ],
    [
      'CoNLL-2003',
      '-DOCSTART- -X- O O\n\nEU NNP I-NP I-ORG\nGerman JJ I-NP I-MISC\nRed JJ I-NP B-MISC\n\nNo NN I-NP O\n',
      { id: 'conll-2003', scheme: 'IOB1', documents: ['line 1', 'line 1'] },
      ['EU/ORG', 'German/MISC', 'Red/MISC'],
    ],
  ])('%s', async (_, text, { id, scheme, documents }, wanted) => {
    const { corpus, files, report } = await readCorpus([blob('x.txt', text)]);
    expect(files[0]?.format.id).toBe(id);
    expect(report.schemes[0]?.reason).toContain(scheme);
    expect(corpus.sentences.map(({ document }) => document)).toEqual(documents);
    const found = corpus.sentences.flatMap(one =>
      (one.entities ?? []).map(span => `${covered(one.text, span)}/${span.label}`),
    );
    expect(found).toEqual(wanted);
    expect([report.sentences.total, report.spans.total]).toEqual([0, 0]);
  });
});

describe.each(['wikigold-train', 'wnut17'])('%s beside this checkout', { timeout: 120_000 }, name => {
  const text = sharedFile(`data/ner/${name}.jsonl`)?.toString();

  it.skipIf(!text)(
    'has every entity of its file where its words stand, also after the columns of its publication',
    async () => {
      const records = (text ?? '')
        .trim()
        .split('\n')
        .map(line => JSON.parse(line) as { text: string; entities: [string, string][] });
      const { corpus } = await readCorpus([blob(`${name}.jsonl`, text ?? '')]);
      const { files, report } = await writeCorpus(corpus, conll2003, { scheme: 'IOB1' });
      const again = await readCorpus(files);
      expect([again.report.sentences.total, again.report.spans.total]).toEqual([0, 0]);
      // What would begin a document is no sentence of columns.
      const sentences = records.filter(record => !record.text.includes('-DOCSTART-'));
      expect(report.sentences.total).toBe(records.length - sentences.length);
      const plain = (words: string) => words.split(/\s+/).join(' ');
      for (const { found, expected } of [
        { found: corpus.sentences, expected: records },
        { found: again.corpus.sentences, expected: sentences },
      ]) {
        expect(found).toHaveLength(expected.length);
        for (const [at, { text: words, entities }] of found.entries()) {
          const pairs = (entities ?? []).map(span => JSON.stringify([plain(covered(words, span)), span.label]));
          const wanted = expected[at]?.entities.map(([mention, label]) => JSON.stringify([plain(mention), label]));
          expect(new Set(pairs)).toEqual(new Set(wanted));
        }
      }
    },
  );
});
