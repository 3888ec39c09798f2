import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sentence } from '@/lib/panels/ner/corpus';
import { brat } from '@/lib/panels/ner/formats/brat';
import { conll2003 } from '@/lib/panels/ner/formats/conll-2003';
import { formats } from '@/lib/panels/ner/formats/index';
import { readCorpus } from '@/lib/panels/ner/formats/read';
import { recognise } from '@/lib/panels/ner/formats/recognise';
import { createReport } from '@/lib/panels/ner/formats/report';
import { spacyJsonl } from '@/lib/panels/ner/formats/spacy-jsonl';
import { writeCorpus } from '@/lib/panels/ner/formats/write';
import { findOverlap } from '@/lib/panels/ner/overlap';
import { sharedFile } from '@/tests/support/shared-cases';
import { covered, fileOf, readAll, reasonsOf, writeAll } from './texts';

const wnut = sharedFile('data/ner/wnut17.jsonl')?.toString();

const blob = (name: string, text: string) => ({ name, blob: new Blob([text]) });

describe('a corpus', () => {
  it('is read from a text and its annotations, with names, labels and unique ids', async () => {
    const files = [
      blob('b.ann', 'T1\tLOC 4 8\tOslo\n'),
      blob('b.txt', 'The Oslo .\n'),
      blob('a.txt', 'Ann .\n'),
      blob('a.ann', ''),
    ];
    const { corpus, files: known, report } = await readCorpus(files);
    expect(corpus).toEqual({
      name: 'b',
      labels: ['LOC'],
      sentences: [
        { id: 'b 1', text: 'The Oslo .', entities: [{ start: 4, end: 8, label: 'LOC' }], document: 'b' },
        { id: 'a 1', text: 'Ann .', entities: [], document: 'a' },
      ],
    });
    expect(known.map(({ name, format }) => [name, format.id])).toEqual([
      ['b.txt', 'brat'],
      ['a.txt', 'brat'],
    ]);
    expect(report.notes.total).toBe(0);
    const same = await readCorpus([
      blob(
        'x.jsonl',
        '{"id":1,"text":"A","label":[]}\n{"id":1,"text":"B","label":[]}\n{"id":"1 (2)","text":"C","label":[]}',
      ),
    ]);
    expect(same.corpus.sentences.map(({ id }) => id)).toEqual(['1', '1 (2)', '1 (2) (2)']);
  });

  it('is written and read again as files, over several documents', async () => {
    const sentences: Sentence[] = ['x y', 'x/y', 'x y'].map((document, index) => ({
      id: `${document} ${index}`,
      text: `\u{1f4a9} Oslo ${index}`,
      entities: [{ start: 2, end: 6, label: 'LOC' }],
      document,
    }));
    for (const format of formats) {
      const { files } = await writeCorpus({ name: 'all', labels: ['LOC'], sentences }, format);
      const { corpus } = await readCorpus(files);
      const entities = format.id === 'plain' ? null : sentences[0]?.entities;
      expect(corpus.sentences.map(sentence => sentence.entities)).toEqual([entities, entities, entities]);
      if (format.id === 'brat') expect(files.map(({ name }) => name)).toEqual(['x_y.txt', 'x_y.ann']);
      else if (format.id !== 'plain')
        expect(corpus.sentences.map(({ document }) => document)).toEqual(['x y', 'x/y', 'x y']);
    }
  });

  it('loses no entity where brat writes its label otherwise, and none without saying so', async () => {
    const entities = ['Creative Work', ''].map(label => ({ start: 0, end: 1, label }));
    const { files, report } = await writeCorpus(
      { name: 'x', labels: [], sentences: [{ id: '1', text: 'A', entities }] },
      brat,
    );
    expect((await readCorpus(files)).corpus.labels).toEqual(['Creative_Work']);
    expect(reasonsOf(report.notes)).toEqual(['1: The label "Creative Work" is written as "Creative_Work".']);
    expect(reasonsOf(report.spans)).toEqual(['1: brat has no entity without a label.']);
  });

  it('says in which of several files a fault is', async () => {
    const { report } = await readCorpus([blob('a.jsonl', '{"text":"A"}'), blob('b.jsonl', '{"text":"B"}\n{"text":1}')]);
    expect(reasonsOf(report.sentences)).toEqual(['2: b.jsonl: It has no text.']);
  });

  it('is read in the encoding of its file', async () => {
    const latin = new Blob([Uint8Array.from([...'Espa\u00f1a B-LOC\n'].map(letter => letter.charCodeAt(0)))]);
    const { corpus, files } = await readCorpus([{ name: 'esp.testa', blob: latin }]);
    expect(corpus.sentences[0]?.text).toBe('Espa\u00f1a');
    expect(files[0]).toMatchObject({
      encoding: 'windows-1252',
      reason: 'Its lines have 2 columns, the word and a tag.',
    });
  });

  it.each([
    ['train.spacy', deflateSync('x'), /DocBin of spaCy.*JSONL/],
    ['a.txt', new TextEncoder().encode('<!doctype html><p>'), /web page/],
    ['a.ann', new TextEncoder().encode('T1\tX 0 1\ta\n'), /choose its text file/],
    ['a.jsonl', new TextEncoder().encode('{"text":"ok"\n{"text":1}\n'), /no known format. Its records are no JSON/],
    [
      'a.jsonl',
      new TextEncoder().encode('{"text":" ","spans":[]}\n'),
      /no sentence that can be read. Line 1: It has no text/,
    ],
    ['a.txt', new TextEncoder().encode(' \n\n'), /empty/],
  ])('is none in %s: it says why', async (name, bytes, words) => {
    await expect(readCorpus([{ name, blob: new Blob([new Uint8Array(bytes)]) }])).rejects.toMatchObject({
      kind: 'data-malformed',
      detail: expect.stringMatching(words),
    });
  });

  it('stops at the first fault of a strict reading, by its line', async () => {
    const text = '{"text":"A","spans":[]}\n{"text":"B","spans":[{"start":0,"end":2,"label":"X"}]}\n';
    const { report } = await readCorpus([blob('a.jsonl', text)]);
    expect(reasonsOf(report.spans)).toEqual(['2: The span 0 to 2 (X) is no range of the text in code points.']);
    await expect(readCorpus([blob('a.jsonl', text)], { isStrict: true })).rejects.toMatchObject({
      kind: 'data-malformed',
      detail: 'Line 2: The span 0 to 2 (X) is no range of the text in code points.',
    });
  });

  it('holds sentences of 20,000 characters, and names longer ones', async () => {
    const long = '\u{1f4a9} '.repeat(10_000);
    const line = (text: string) => JSON.stringify({ text, spans: [{ start: 19_998, end: 19_999, label: 'X' }] });
    const { corpus, report } = await readCorpus([blob('a.jsonl', `${line(long)}\n${line(`${long}.`)}\n`)]);
    expect(corpus.sentences.map(({ text, entities }) => entities?.map(span => covered(text, span)))).toEqual([
      ['\u{1f4a9}'],
    ]);
    expect(reasonsOf(report.sentences)).toEqual(['2: It is longer than 20,000 characters.']);
    const plain = await readCorpus([blob('a.txt', `${long}\n${long}.\nshort\n`)]);
    expect(plain.corpus.sentences).toHaveLength(2);
    expect(plain.report.sentences.total).toBe(1);
  });
});

describe('100,000 sentences', { timeout: 120_000 }, () => {
  const count = 100_000;

  /** A file that is made while it is read, and counts how far that is. */
  function longFile(line: (index: number) => string, end: string) {
    const state = { made: 0 };
    function* pieces() {
      for (let index = 0; index < count; index += 500) {
        state.made = index + 500;
        yield Array.from({ length: 500 }, (_, more) => line(index + more)).join('');
      }
      yield end;
    }
    return { state, file: { name: 'corpus', pieces } };
  }

  it.each([
    ['spacy-jsonl', '', (index: number) => `{"text":"Sentence ${index}","spans":[{"start":0,"end":8,"label":"X"}]}\n`],
    ['conll-2002', '', (index: number) => `Sentence B-X\n${index} O\n\n`],
    ['plain', '', (index: number) => `Sentence ${index}\n`],
    [
      'reference',
      ']',
      (index: number) => `${index === 0 ? '[' : ','}{"sentence":"Sentence ${index}","label":"{'Sentence': 'X'}"}\n`,
    ],
  ])('come from %s as they are read, and none is held', async (id, end, line) => {
    const format = formats.find(other => other.id === id)!;
    const { state, file } = longFile(line, end);
    const report = createReport();
    let seen = 0;
    let farthest = 0;
    for await (const { text, entities } of format.read(file, report, {})) {
      if (text !== `Sentence ${seen}` || (entities && entities[0]?.end !== 8))
        throw new Error(`Sentence ${seen} is ${text}`);
      seen++;
      farthest = Math.max(farthest, state.made - seen);
    }
    expect(seen).toBe(count);
    // Bounded by design: a reader is ahead of its sentences by a few pieces at most.
    expect(farthest).toBeLessThan(5_000);
    expect([report.sentences.total, report.spans.total]).toEqual([0, 0]);
  });
});

describe('the corpora beside this checkout', () => {
  const train = sharedFile('data/ner/wikigold-train.jsonl')?.toString();
  const test = sharedFile('oracle/ner/test_274.json')?.toString();

  it.skipIf(!train || !test)('are read whole, by what they hold, and have no text in common', async () => {
    const read = await readCorpus([blob('train.jsonl', train ?? '')]);
    expect(read.files[0]?.format.id).toBe('reference');
    expect(read.report.sentences.total).toBe(0);
    expect(read.report.spans.total).toBe(0);
    expect(read.corpus.sentences).toHaveLength((train ?? '').trim().split('\n').length);
    expect([...read.corpus.labels].sort()).toEqual(['Location', 'Miscellaneous', 'Organization', 'Person']);
    const samples = (JSON.parse(test ?? '') as { samples: { sentence: string; gold: [string, string][] }[] }).samples;
    const testCorpus = await readCorpus([blob('test.json', JSON.stringify(samples))]);
    expect(testCorpus.corpus.sentences).toHaveLength(274);
    expect(testCorpus.corpus.sentences.flatMap(({ entities }) => entities ?? [])).toHaveLength(598);
    for (const [index, { text, entities }] of testCorpus.corpus.sentences.entries()) {
      const pairs = (entities ?? []).map(span => JSON.stringify([covered(text, span), span.label])).sort();
      expect(pairs).toEqual((samples[index]?.gold ?? []).map(pair => JSON.stringify(pair)).sort());
    }
    expect(findOverlap(read.corpus, testCorpus.corpus).filter(({ isExact }) => isExact)).toEqual([]);
  });
});

describe.skipIf(!wnut)('WNUT-17 beside this checkout', { timeout: 120_000 }, () => {
  const original = wnut ? readCorpus([blob('wnut17.jsonl', wnut)]) : undefined;

  it.each(formats.filter(({ id }) => id !== 'plain'))('is the same after $id', async format => {
    const { corpus, report } = (await original)!;
    expect([report.sentences.total, report.spans.total]).toEqual([0, 0]);
    const { files, report: written } = await writeCorpus(corpus, format);
    const read = await readCorpus(files, { isStrict: true });
    expect(read.files[0]?.format.id).toBe(format.id);
    expect([written.sentences.total, written.spans.total]).toEqual([0, 0]);
    const [before, after] = [corpus, read.corpus].map(({ sentences }) => sentences.map(({ entities }) => entities));
    // Columns and lists have one space between tokens, which moves the spans of the few texts with more.
    if (format.id.startsWith('conll-2') || format.id === 'hugging-face')
      expect(after?.flat()).toHaveLength(before?.flat().length ?? 0);
    else if (format.id === 'brat')
      expect(JSON.stringify(after)).toBe(JSON.stringify(before).replaceAll('Creative Work', 'Creative_Work'));
    else expect(after).toEqual(before);
  });
});

describe('hostile files', () => {
  it('take steps that grow with their length only', async () => {
    const spans = Array.from({ length: 10_000 }, (_, start) => ({ start, end: start + 1, label: `L${start}` }));
    const tokens = Array.from({ length: 10_000 }, (_, start) => ({ start, end: start + 1 }));
    const text = 'a'.repeat(10_000);
    const wide = await readCorpus([blob('a.jsonl', JSON.stringify({ text, spans, tokens }))]);
    expect(wide.corpus.sentences[0]?.entities).toHaveLength(10_000);
    for (const format of formats) expect(writeAll(format, wide.corpus.sentences).files.size).toBeGreaterThan(0);
    const pairs = Array.from({ length: 5_000 }, (_, index) => ['a', `L${index}`]);
    const many = await readCorpus([blob('a.json', JSON.stringify([{ sentence: 'a b', label: pairs }]))]);
    expect(many.report.spans.total).toBe(1);
    const deep = await readCorpus([
      blob(
        'a.jsonl',
        `{"text":"ok","spans":[]}\n${'['.repeat(100_000)}\n{"text":"ok","x":${'['.repeat(99)}${']'.repeat(99)}}`,
      ),
    ]);
    expect(deep.report.sentences.total).toBe(2);
    const endless = await readCorpus([blob('a.conll', `ok O\n\n${'a O\n'.repeat(50_000)}`)]);
    expect(reasonsOf(endless.report.sentences)).toEqual([
      expect.stringMatching(/^20103: .*is an empty line missing\?$/),
    ]);
  });

  it('never stop a reader, and give no span outside of its text', async () => {
    const pieces = [
      '{"text":"A b"',
      ',"spans":',
      ',"label":',
      ',"entities":',
      '[[0,1,"X"]]',
      '[{"start":0,"end":9,"label":"X"}]',
      '[[1,0,2]]',
      'null',
      '}',
      ']',
      '[',
    ];
    const others = [
      '\n',
      '\n\n',
      '\t',
      ' ',
      'B-X',
      'I-Y',
      'O',
      '-DOCSTART- ',
      '# text = A',
      '1\t',
      '2-3\tA',
      'T1\tX 0 1\tA',
      '\u{1f4a9}',
      '\ud83d',
      '"',
      "{'a': 1}",
    ];
    const anyFile = fc.array(fc.constantFrom(...pieces, ...others), { maxLength: 25 }).map(parts => parts.join(''));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...formats), anyFile, anyFile, async (format, text, annotations) => {
        const file = { ...fileOf('a.txt', text), annotations: fileOf('a.ann', annotations) };
        for (const { text: read, entities } of (await readAll(format, file)).sentences)
          for (const span of entities ?? []) {
            expect(span.start).toBeLessThan(span.end);
            expect([...covered(read, span)]).toHaveLength(span.end - span.start);
          }
      }),
      { numRuns: 2_000 },
    );
  });

  it('may call their fields anything', async () => {
    const line = '{"text":"A","spans":[{"start":0,"end":1,"label":"__proto__"}],"constructor":1}';
    expect((await readCorpus([blob('a.jsonl', line)])).corpus.labels).toEqual(['__proto__']);
  });
});

describe('recognition', () => {
  it.each([
    ['{"text":"A b","label":[[0,1,"X"]]}', 'doccano'],
    ['{"text":"A b","labels":[[0,1,"X"]]}', 'doccano'],
    ['{"text":"A b","entities":[[0,1,"X"]]}', 'spacy-jsonl'],
    ['["A b",{"entities":[[0,1,"X"]]}]', 'spacy-jsonl'],
    ['{"text":"A b"}\n{"text":"C"}', 'spacy-jsonl'],
    ['[\n  {\n    "data": {"text": "A b"},\n    "annotations": []\n  }', 'label-studio'],
    ['{"text":"A b","entities":[["A","X"]]}', 'reference'],
    ['[{"sentence":"A","label":"{}"}]', 'reference'],
    ['A\tB-X\nb\tO\n', 'conll-2002'],
    ['A NNP B-X\nb NN O\n', 'conll-2002'],
    ['A NNP I-NP B-X\n', 'conll-2003'],
    ['-DOCSTART- O\n\nA O\n', 'conll-2003'],
    ['1\tA\t_\t_\t_\t_\t_\t_\t_\t_\n', 'conll-u'],
    ['A sentence .\nAnother one , O , well .\n', 'plain'],
    ['[1] is a reference .', 'plain'],
    ['-DOCSTART-\nA sentence .\nAnother O one .\n', 'plain'],
    [`${'A x x O\n'.repeat(20)}A x\n`, 'conll-2003'],
  ])('%j is %s', async (text, id) => {
    const { format, reason } = await recognise(fileOf('file', text));
    expect(format.id).toBe(id);
    expect(reason).toMatch(/^It.*\.$/);
  });

  it('reads the same corpus from every format that holds it', async () => {
    const sentences: Sentence[] = [
      { id: 's', text: 'Ann saw Oslo .', entities: [{ start: 8, end: 12, label: 'LOC' }] },
    ];
    const [asJson] = writeAll(spacyJsonl, sentences).files.values();
    const [asColumns] = writeAll(conll2003, sentences).files.values();
    const [first] = (await readAll(spacyJsonl, asJson ?? '')).sentences;
    const [second] = (await readAll(conll2003, asColumns ?? '')).sentences;
    expect(first?.entities).toEqual(second?.entities);
    expect(first?.text).toBe(second?.text);
  });
});
