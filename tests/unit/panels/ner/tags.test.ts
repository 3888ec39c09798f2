import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunksOf, cutAtSpans } from '@/lib/panels/ner/tags/chunks';
import { type Chunk, decodeTags } from '@/lib/panels/ner/tags/decode';
import { schemeDetector } from '@/lib/panels/ner/tags/detect';
import { encodeTags } from '@/lib/panels/ner/tags/encode';
import { type SchemeId, schemeOf, schemes } from '@/lib/panels/ner/tags/schemes';
import { parseTag } from '@/lib/panels/ner/tags/tag';

const decode = (tags: string, scheme: SchemeId, mode: 'strict' | 'lenient' = 'lenient') =>
  decodeTags(tags.split(' ').map(parseTag), schemeOf(scheme), mode);

const chunksIn = (...args: Parameters<typeof decode>): string[] =>
  decode(...args).chunks.map(({ from, to, label }) => `${from}-${to} ${label}`);

function detect(...sentences: string[]) {
  const detector = schemeDetector();
  let line = 1;
  for (const sentence of sentences) {
    const tags = sentence.split(' ');
    detector.add(
      tags.map(parseTag),
      tags.map((_, index) => line + index),
    );
    line += tags.length + 1;
  }
  return detector.result();
}

/** Mentions of a sentence, with and without tokens between them. */
const anyChunks = fc
  .array(fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 4 }), fc.constantFrom('PER', 'LOC', '', 'x-y', '\u{1f3f7}')), {
    maxLength: 8,
  })
  .map(parts => {
    const chunks: Chunk[] = [];
    let at = 0;
    for (const [gap, length, label] of parts) {
      chunks.push({ from: at + gap, to: at + gap + length, label });
      at += gap + length;
    }
    return { chunks, length: at + 1 };
  });

const isBesideSame = (chunks: readonly Chunk[]): boolean =>
  chunks.some((chunk, index) => chunks[index - 1]?.to === chunk.from && chunks[index - 1]?.label === chunk.label);

describe('each scheme', () => {
  it.each(schemes.map(scheme => [scheme.id] as const))('%s gives back what it was given, strict and lenient', id => {
    const scheme = schemeOf(id);
    const losesBorders = id === 'IO' || id === 'labels';
    fc.assert(
      fc.property(anyChunks, ({ chunks, length }) => {
        fc.pre(!losesBorders || !isBesideSame(chunks));
        fc.pre(id !== 'labels' || chunks.every(({ label }) => label !== ''));
        const tags = encodeTags(chunks, length, scheme);
        expect(tags).toHaveLength(length);
        for (const mode of ['strict', 'lenient'] as const) {
          const decoded = decodeTags(tags.map(parseTag), scheme, mode);
          expect(decoded).toEqual({ chunks, violations: [], broken: [] });
        }
        // Whichever scheme is detected, the mentions are the same.
        const detector = schemeDetector();
        detector.add(
          tags.map(parseTag),
          tags.map((_, index) => index + 1),
        );
        const found = detector.result();
        expect(found.violations.total).toBe(0);
        expect(decodeTags(tags.map(parseTag), found.scheme, 'strict').chunks).toEqual(chunks);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['IOB1', 'I-P I-P B-P O I-L'],
    ['IOB2', 'B-P I-P B-P O B-L'],
    ['IOE1', 'I-P E-P I-P O I-L'],
    ['IOE2', 'I-P E-P E-P O E-L'],
    ['BIOES', 'B-P E-P S-P O S-L'],
    ['BILOU', 'B-P L-P U-P O U-L'],
    ['BMES', 'B-P E-P S-P O S-L'],
  ] as const)('%s writes two mentions side by side as %s', (id, tags) => {
    const chunks = [
      { from: 0, to: 2, label: 'P' },
      { from: 2, to: 3, label: 'P' },
      { from: 4, to: 5, label: 'L' },
    ];
    expect(encodeTags(chunks, 5, schemeOf(id)).join(' ')).toBe(tags);
    expect(decode(tags, id, 'strict').chunks).toEqual(chunks);
  });
});

describe('tags that break a scheme', () => {
  it('are a mention to lenient decoding and none to strict', () => {
    expect(chunksIn('O I-PER I-PER O', 'IOB2')).toEqual(['1-3 PER']);
    expect(chunksIn('O I-PER I-PER O', 'IOB2', 'strict')).toEqual([]);
    expect(chunksIn('O I-PER I-PER O', 'IOB1', 'strict')).toEqual(['1-3 PER']);
  });

  it.each([
    ['IOB2', 'B-PER I-LOC', '0-1 PER,1-2 LOC', '0-1 PER'],
    ['IOB1', 'B-PER I-PER O', '0-2 PER', ''],
    ['BIOES', 'B-PER O S-LOC', '0-1 PER,2-3 LOC', '2-3 LOC'],
    ['BIOES', 'B-PER B-PER E-PER', '0-1 PER,1-3 PER', '1-3 PER'],
    ['BILOU', 'U-PER I-PER L-PER', '0-1 PER,1-3 PER', '0-1 PER'],
    ['BIOES', 'B-PER I-LOC E-LOC', '0-1 PER,1-3 LOC', ''],
    ['IOE2', 'I-PER O E-PER', '0-1 PER,2-3 PER', '2-3 PER'],
    ['IOE1', 'I-PER E-PER O', '0-2 PER', ''],
    ['IOB2', 'B I I O B', '0-3 ,4-5 ', '0-3 ,4-5 '],
  ] as const)('%s: %s', (scheme, tags, lenient, strict) => {
    expect(chunksIn(tags, scheme).join(',')).toBe(lenient);
    expect(chunksIn(tags, scheme, 'strict').join(',')).toBe(strict);
  });

  it('never stop a lenient reading: every tagged token is in exactly one mention', () => {
    const anyTag = fc.constantFrom(
      'O',
      'B-A',
      'I-A',
      'I-B',
      'E-A',
      'S-B',
      'L-A',
      'U-A',
      'M-B',
      'A',
      'B',
      '',
      '-',
      'B-',
      'b-a',
      'I-\u{1f3f7}',
    );
    fc.assert(
      fc.property(fc.array(anyTag), fc.constantFrom(...schemes), (raw, scheme) => {
        const tags = raw.map(parseTag);
        const { chunks } = decodeTags(tags, scheme, 'lenient');
        const inside = chunks.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index));
        expect(inside).toEqual(raw.flatMap((tag, index) => (tag === 'O' ? [] : [index])));
        const strict = decodeTags(tags, scheme, 'strict');
        expect(strict.chunks.length + strict.broken.length).toBe(chunks.length);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('detection', () => {
  it.each([
    ['IOB2', ['B-PER I-PER O B-PER B-PER', 'B-LOC']],
    ['IOB1', ['I-PER I-PER O', 'I-LOC B-LOC O']],
    ['IO', ['I-PER O I-LOC']],
    ['labels', ['PER PER O LOC']],
    ['BIOES', ['B-PER E-PER O S-LOC']],
    ['BILOU', ['B-PER I-PER L-PER', 'U-LOC']],
    ['BMES', ['B-PER M-PER E-PER S-PER']],
    ['IOE2', ['I-PER E-PER O E-LOC']],
    ['IOE1', ['I-PER E-PER I-PER O']],
  ])('says %s', (id, sentences) => {
    const { scheme, sentence, violations } = detect(...sentences);
    expect(scheme.id).toBe(id);
    expect(violations.total).toBe(0);
    expect(sentence).toContain(scheme.title);
  });

  it('says why, and which schemes would read it the same', () => {
    expect(detect('I-PER O').sentence).toBe(
      'IO: the tags have the prefixes I, and all follow its rule. I marks every token of a mention; two mentions of one label side by side ' +
        'cannot be told apart. IOB1 and IOE1 would read it the same.',
    );
    expect(detect('O O').sentence).toBe('No token is tagged, so that every scheme reads it the same.');
  });

  it('names the lines of a file that mixes schemes', () => {
    const sentences = ['B-PER I-PER O', 'O B-LOC', 'O I-LOC O', 'S-PER O', 'PER'];
    const { scheme, sentence, violations } = detect(...sentences);
    expect(scheme.id).toBe('IOB2');
    expect(violations.listed).toEqual([
      { line: 9, reason: 'I-LOC does not follow B or I of its label; the tags are read as IOB2.' },
      { line: 12, reason: 'S-PER has the prefix S, which is none of this scheme; the tags are read as IOB2.' },
      { line: 15, reason: 'PER has no prefix; the tags are read as IOB2.' },
    ]);
    expect(sentence).toBe(
      'No scheme fits all tags. IOB2 (BIO) comes nearest: 3 of 6 tags break it, the first in line 9.',
    );
  });

  it('counts every violation of a hostile file and lists the first thousand', () => {
    const { violations } = detect(...Array<string>(3_000).fill('B-A E-B L-A Q'));
    expect(violations.total).toBeGreaterThan(3_000);
    expect(violations.listed).toHaveLength(1_000);
  });
});

describe('spans and tokens', () => {
  const tokens = [
    { start: 0, end: 3 },
    { start: 4, end: 7 },
    { start: 7, end: 8 },
  ];

  it('meet only at borders of tokens; nothing is moved to the next one', () => {
    const spans = [
      { start: 0, end: 7, label: 'A' },
      { start: 4, end: 7, label: 'B' },
      { start: 7, end: 8, label: 'C' },
      { start: 5, end: 8, label: 'D' },
    ];
    const { chunks, lost } = chunksOf(spans, tokens);
    expect(chunks.map(({ label }) => label)).toEqual(['A', 'C']);
    expect(lost.map(({ span, reason }) => `${span.label} ${reason}`)).toEqual([
      'B It overlaps another mention, and a token has one tag.',
      'D It does not begin and end where tokens do.',
    ]);
  });

  it('cut words where entities begin and end', () => {
    expect(
      cutAtSpans(
        [
          { start: 0, end: 5 },
          { start: 6, end: 9 },
        ],
        [
          { start: 2, end: 6, label: '' },
          { start: 7, end: 9, label: '' },
        ],
      ),
    ).toEqual([
      { start: 0, end: 2 },
      { start: 2, end: 5 },
      { start: 6, end: 7 },
      { start: 7, end: 9 },
    ]);
  });
});
