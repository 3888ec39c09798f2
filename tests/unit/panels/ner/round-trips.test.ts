import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sentence, Span } from '@/lib/panels/ner/corpus';
import { brat } from '@/lib/panels/ner/formats/brat';
import { conll2002 } from '@/lib/panels/ner/formats/conll-2002';
import { conll2003 } from '@/lib/panels/ner/formats/conll-2003';
import { conllU } from '@/lib/panels/ner/formats/conll-u';
import { doccano } from '@/lib/panels/ner/formats/doccano';
import { huggingFace } from '@/lib/panels/ner/formats/hugging-face';
import { formats } from '@/lib/panels/ner/formats/index';
import { labelStudio } from '@/lib/panels/ner/formats/label-studio';
import { plain } from '@/lib/panels/ner/formats/plain';
import { recognise } from '@/lib/panels/ner/formats/recognise';
import { reference } from '@/lib/panels/ner/formats/reference';
import { spacyJsonl } from '@/lib/panels/ner/formats/spacy-jsonl';
import type { SchemeId } from '@/lib/panels/ner/tags/schemes';
import { anyLabel, anySentences, anyText, asFile, covered, normal, readAll, writeAll } from './texts';

/** Corpora of each format, of two texts on average: in all more than 10,000 texts are written and read. */
const runs = 500;

const spansOf = (sentences: readonly Sentence[]) => sentences.map(({ text, entities }) => ({ text, entities }));

/** A text with mentions that tags can hold: ranges of words between spaces, without overlap. */
const taggable = anyText.chain(text => {
  const words: { start: number; end: number }[] = [];
  let at = 0;
  for (const part of text.match(/\s+|\S+/g) ?? []) {
    const end = at + [...part].length;
    if (/\S/.test(part)) words.push({ start: at, end });
    at = end;
  }
  return fc
    .array(fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 3 }), anyLabel), { maxLength: 4 })
    .map((ranges): Sentence => {
      const entities: Span[] = [];
      let next = 0;
      for (const [gap, length, label] of ranges) {
        const [first, last] = [words[next + gap], words[next + gap + length - 1]];
        next += gap + length + 1;
        if (first && last) entities.push({ start: first.start, end: last.end, label });
      }
      return { id: '1', text, entities };
    });
});

const withoutSpace = (text: string): string => text.replace(/\s/gu, '');

/** Mentions as what they cover and how much of the text stands before them, where a format writes other white space. */
const mentionsOf = ({ text, entities }: Sentence) =>
  entities?.map(span => [
    withoutSpace(covered(text, span)),
    withoutSpace(covered(text, { start: 0, end: span.start })).length,
    span.label,
  ]);

describe('no span moves', { timeout: 120_000 }, () => {
  it.each([
    [spacyJsonl, {}],
    [spacyJsonl, { unit: 'utf-16' as const }],
    [labelStudio, {}],
    [labelStudio, { unit: 'utf-16' as const }],
    [doccano, {}],
    [doccano, { unit: 'code-points' as const }],
    [reference, {}],
    [reference, { unit: 'utf-16' as const }],
  ])('in $id, with ids and overlapping spans ($1)', async (format, options) => {
    await fc.assert(
      fc.asyncProperty(anySentences, async sentences => {
        const { files, report: written } = writeAll(format, sentences, options);
        const { sentences: read, report } = await readAll(format, asFile(files), options);
        expect(spansOf(read)).toEqual(spansOf(sentences));
        expect(read.map(({ id }) => id)).toEqual(sentences.map(({ id }) => id));
        expect([written.sentences.total, written.spans.total]).toEqual([0, 0]);
        expect([report.sentences.total, report.spans.total]).toEqual([0, 0]);
      }),
      { numRuns: runs },
    );
  });

  it.each(['code-points', 'utf-16'] as const)(
    'in brat, counted in %s, where line breaks become as many spaces, and spaces in labels underscores',
    async unit => {
      await fc.assert(
        fc.asyncProperty(anySentences, async sentences => {
          const annotated = sentences.map(sentence => ({ ...sentence, entities: sentence.entities ?? [] }));
          const { files, report: written } = writeAll(brat, annotated, { unit });
          const { sentences: read, report } = await readAll(brat, asFile(files), { unit });
          const kept = annotated.map(({ text, entities }) => ({
            text: text.replace(/[\r\n]/g, ' '),
            entities: normal(entities.map(span => ({ ...span, label: span.label.replace(' ', '_') }))),
          }));
          expect(spansOf(read)).toEqual(kept);
          expect([written.spans.total, report.spans.total]).toEqual([0, 0]);
        }),
        { numRuns: runs },
      );
    },
  );

  it('in CoNLL-U, which keeps all white space', async () => {
    await fc.assert(
      fc.asyncProperty(
        taggable,
        fc.constantFrom<SchemeId>('IOB2', 'BIOES', 'IOB1', 'IOE2'),
        async (sentence, scheme) => {
          const { files, report: written } = writeAll(conllU, [sentence], { scheme });
          const { sentences: read, report } = await readAll(conllU, asFile(files));
          expect(spansOf(read)).toEqual(spansOf([sentence]));
          expect([written.spans.total, report.sentences.total, report.spans.total]).toEqual([0, 0, 0]);
        },
      ),
      { numRuns: runs },
    );
  });

  it.each([
    [conll2003, 'IOB1'],
    [conll2003, 'IOB2'],
    [conll2002, 'BIOES'],
    [conll2002, 'IOE1'],
    [huggingFace, 'IOB2'],
    [huggingFace, 'BILOU'],
  ] as const)('in $id with $1, but for white space', async (format, scheme) => {
    await fc.assert(
      fc.asyncProperty(fc.array(taggable, { minLength: 1, maxLength: 3 }), async sentences => {
        const { files, report: written } = writeAll(format, sentences, { scheme });
        const { sentences: read, report } = await readAll(format, asFile(files));
        expect(read.map(mentionsOf)).toEqual(sentences.map(mentionsOf));
        expect([written.sentences.total, written.spans.total]).toEqual([0, 0]);
        expect([report.sentences.total, report.spans.total]).toEqual([0, 0]);
      }),
      { numRuns: runs },
    );
  });

  it('in any span of any text that tags can hold; the others are counted', async () => {
    await fc.assert(
      fc.asyncProperty(
        anySentences,
        fc.constantFrom(conll2003, conll2002, conllU, huggingFace),
        async (sentences, format) => {
          const { files, report: written } = writeAll(format, sentences);
          const { sentences: read, report } = await readAll(format, asFile(files));
          expect(read.length + written.sentences.total).toBe(sentences.length);
          expect([report.sentences.total, report.spans.total]).toEqual([0, 0]);
          const stated = sentences
            .flatMap(sentence => mentionsOf(sentence) ?? [])
            .map(mention => JSON.stringify(mention));
          const found = read.flatMap(sentence => mentionsOf(sentence) ?? []).map(mention => JSON.stringify(mention));
          expect(found.filter(mention => !stated.includes(mention))).toEqual([]);
          if (written.sentences.total === 0) expect(found.length + written.spans.total).toBe(stated.length);
        },
      ),
      { numRuns: runs },
    );
  });

  it('in plain text, which holds none and says so', async () => {
    await fc.assert(
      fc.asyncProperty(anySentences, async sentences => {
        const { files, report } = writeAll(plain, sentences);
        const { sentences: read } = await readAll(plain, asFile(files));
        expect(read.map(({ text, entities }) => ({ text, entities }))).toEqual(
          sentences.map(({ text }) => ({ text: text.replace(/[\r\n]/g, ' '), entities: null })),
        );
        expect(report.spans.total).toBe(sentences.flatMap(({ entities }) => entities ?? []).length);
      }),
      { numRuns: runs / 2 },
    );
  });
});

describe('every format', () => {
  const sentences: Sentence[] = [
    {
      id: 'a1',
      text: 'Ann Lee met Bob .',
      entities: [
        { start: 0, end: 7, label: 'Person' },
        { start: 12, end: 15, label: 'Person' },
      ],
    },
    { id: 'a2', text: 'They saw Oslo .', entities: [{ start: 9, end: 13, label: 'Location' }] },
    { id: 'a3', text: 'It rained .', entities: [] },
  ];

  it.each(formats.map(format => [format.id, format] as const))(
    '%s is recognised by what it writes',
    async (id, format) => {
      const { files } = writeAll(format, sentences);
      const file = asFile(files);
      expect((await recognise(file)).format.id).toBe(id);
      const { sentences: read } = await readAll(format, file);
      expect(spansOf(read)).toEqual(
        id === 'plain' ? sentences.map(({ text }) => ({ text, entities: null })) : spansOf(sentences),
      );
    },
  );

  it.each(formats.map(format => [format.id, format] as const))(
    '%s reads the same in pieces of one character',
    async (_id, format) => {
      const { files } = writeAll(format, sentences);
      const file = asFile(files);
      const [text] = file.pieces() as string[];
      const whole = await readAll(format, file);
      const inPieces = await readAll(format, { ...file, pieces: () => [...(text ?? '')] });
      expect(inPieces.sentences).toEqual(whole.sentences);
      expect(inPieces.sentences).toHaveLength(3);
    },
  );

  it.each(formats.map(format => [format.id, format] as const))(
    '%s tells a sentence without entities from one that nobody annotated',
    async (id, format) => {
      const { files } = writeAll(format, [{ id: '1', text: 'It rained .', entities: null }]);
      expect((await readAll(format, asFile(files))).sentences[0]?.entities).toBeNull();
      if (id === 'plain') return;
      const annotated = writeAll(format, [{ id: '1', text: 'It rained .', entities: [] }]);
      expect((await readAll(format, asFile(annotated.files))).sentences[0]?.entities).toEqual([]);
    },
  );

  it.each(formats.map(format => [format.id, format] as const))(
    '%s never throws on what another wrote',
    async (_id, format) => {
      for (const other of formats) {
        const { sentences: read, report } = await readAll(format, asFile(writeAll(other, sentences).files));
        for (const { text, entities } of read)
          for (const { start, end } of entities ?? []) expect(covered(text, { start, end })).not.toBe('');
        expect(read.length + report.sentences.total).toBeGreaterThan(0);
      }
    },
  );
});
