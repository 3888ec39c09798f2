import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAligner } from '@/lib/panels/ner/align';
import { findOverlap, withoutOverlap } from '@/lib/panels/ner/overlap';
import { findAll } from '@/lib/panels/ner/text/find-all';
import { fold, foldWithPlaces } from '@/lib/panels/ner/text/fold';
import { anyText, covered } from './texts';

const align = (text: string, mention: string) => createAligner(text)(mention);

const found = (text: string, mention: string) => {
  const { kind, places, changes } = align(text, mention);
  return [kind, ...places.map(place => `${place.start} ${covered(text, place)}`), ...changes];
};

describe('a mention', () => {
  it.each([
    ['Ann met Bob .', 'Bob', ['exact', '8 Bob']],
    ['Paris , Texas , is not Paris .', 'Paris', ['ambiguous', '0 Paris', '23 Paris']],
    ['Ann met Bob .', 'Carl', ['absent']],
    ['Ann met Bob .', '', ['absent']],
    ['Ann met Bob .', ' ', ['absent']],
    // Whole words come before parts of words, which are given where there is nothing else.
    ['a party for art', 'art', ['exact', '12 art']],
    ['a party', 'art', ['exact', '3 art']],
    ['partly party', 'art', ['ambiguous', '1 art', '8 art']],
    ['ha ha ha', 'ha ha', ['ambiguous', '0 ha ha', '3 ha ha']],
    // No place is inside of a character or of what is joined to one.
    ['\u{1f4a9} Oslo \u{1f4a9}', 'Oslo', ['exact', '2 Oslo']],
    ['\u6771\u4eac\u90fd\u306f', '\u6771\u4eac', ['exact', '0 \u6771\u4eac']],
    ['x \u{1f4a9}', '\udca9', ['absent']],
    // As it is written comes first; without that, what folding finds.
    ['UK and uk', 'uk', ['exact', '7 uk']],
    ['the UN said', 'un', ['normalised', '4 UN', 'case']],
    ['Couch \u2019s Division', "Couch's Division", ['normalised', '0 Couch \u2019s Division', 'quotes', 'space']],
    ['New\u00a0  York', 'New York', ['normalised', '0 New\u00a0  York', 'space']],
    ['New\r\nYork', 'New York', ['normalised', '0 New\r\nYork', 'space']],
    ['\u{1f469}\u{1f3fd}\u200d\u{1f692} caf\u00e9 X', 'cafe\u0301', ['normalised', '5 caf\u00e9', 'form']],
    ['a cafe\u0301 X', 'caf\u00e9', ['normalised', '2 cafe\u0301', 'form']],
    ['\ud55c\uad6d X', '\ud55c\uad6d'.normalize('NFD'), ['normalised', '0 \ud55c\uad6d', 'form']],
    ['1914\u20131918', '1914-1918', ['normalised', '0 1914\u20131918', 'dashes']],
    ['\u201cJoe\u201d Doe', '"JOE" DOE', ['normalised', '0 \u201cJoe\u201d Doe', 'quotes', 'case']],
    ['Wei\u00dfe Stra\u00dfe', 'WEISSE STRASSE', ['normalised', '0 Wei\u00dfe Stra\u00dfe', 'case']],
    ['\u039f\u0394\u039f\u03a3 X', '\u03bf\u03b4\u03bf\u03c2', ['normalised', '0 \u039f\u0394\u039f\u03a3', 'case']],
    ['Zu\u00adrich X', 'Zurich', ['normalised', '0 Zu\u00adrich', 'form']],
    ['UN and Un', 'un', ['normalised', '0 UN', '7 Un', 'case']],
    // What is written otherwise is a whole word, or it is not the mention.
    ['party', 'ART', ['absent']],
    ['the art', 'he art', ['exact', '1 he art']],
    ['the art', 'heart', ['absent']],
    // Half of what one character folds to is no place, and a letter is not found without its accent.
    ['\ufb01ve', 'Ive', ['absent']],
    ['caf\u00e9', 'cafe', ['absent']],
  ])('in %j: %j', (text, mention, expected) => {
    expect(found(text, mention)).toEqual(expected);
  });

  it('has its true place', () => {
    const anyMention = (text: string) =>
      fc.oneof(
        fc
          .tuple(fc.nat([...text].length), fc.nat(8))
          .map(([start, more]) => covered(text, { start, end: start + more })),
        fc.tuple(fc.nat([...text].length), fc.nat(8)).map(([start, more]) =>
          covered(text, { start, end: start + more })
            .toUpperCase()
            .normalize('NFC'),
        ),
        anyText,
      );
    fc.assert(
      fc.property(
        anyText.chain(text => fc.tuple(fc.constant(text), fc.array(anyMention(text), { maxLength: 4 }))),
        ([text, mentions]) => {
          // One aligner for all of them: what it remembers of a mention must not change the next.
          const aligner = createAligner(text);
          for (const mention of mentions) {
            const { kind, places, changes } = aligner(mention);
            expect(places.length > 0).toBe(kind !== 'absent');
            expect(changes.length > 0).toBe(kind === 'normalised');
            if (kind === 'exact') expect(places).toHaveLength(1);
            if (kind === 'ambiguous') expect(places.length).toBeGreaterThan(1);
            if (kind === 'absent') expect(mention.trim() === '' || !text.includes(mention)).toBe(true);
            for (const place of places) {
              const here = covered(text, place);
              if (kind === 'normalised') expect(fold(here)).toBe(fold(mention));
              else expect(here).toBe(mention);
            }
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('takes a number of steps that is linear in a long sentence', () => {
    const text = 'a'.repeat(200_000);
    expect(findAll(text, 'a'.repeat(100_000))).toHaveLength(100_001);
    expect(align(`${text} B`, `${'A'.repeat(1_000)}B`).kind).toBe('absent');
    const { places } = align('e\u0301 '.repeat(6_600), '\u00e9');
    expect(places).toHaveLength(6_600);
    expect(places[6_599]).toEqual({ start: 19_797, end: 19_799, isWhole: true });
  });
});

describe('folding', () => {
  it('piece by piece gives the text folded as a whole', () => {
    fc.assert(
      fc.property(anyText, text => {
        const { text: folded, starts, ends } = foldWithPlaces(text);
        expect(folded).toBe(fold(text));
        expect([starts.length, ends.length]).toEqual([folded.length, folded.length]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('finds every place that a plain search finds', () => {
    const ab = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 });
    fc.assert(
      fc.property(ab, ab, (text, wanted) => {
        const slow = [...text].flatMap((_, at) => (wanted !== '' && text.startsWith(wanted, at) ? [at] : []));
        expect(findAll(text, wanted)).toEqual(slow);
      }),
    );
  });
});

describe('overlap', () => {
  const sentence = (id: string, text: string) => ({ id, text, entities: null });
  const corpus = {
    sentences: [
      sentence('c1', 'It rained .'),
      sentence('c2', 'Ann met Bob .'),
      sentence('c3', 'It rained .'),
      sentence('c4', 'New'),
    ],
  };
  const test = {
    sentences: [
      sentence('t1', 'Ann met  bob.'),
      sentence('t2', 'It rained .'),
      sentence('t3', 'It rained .'),
      sentence('t4', 'Other'),
    ],
  };

  it('names the sentences of both corpora, and whether they are the same to the character', () => {
    expect(findOverlap(corpus, test)).toEqual([
      { text: 'Ann met  bob.', isExact: false, corpus: ['c2'], test: ['t1'] },
      { text: 'It rained .', isExact: true, corpus: ['c1', 'c3'], test: ['t2', 't3'] },
    ]);
  });

  it('leaves them out on request, and counts them', () => {
    const { corpus: rest, excluded } = withoutOverlap(corpus, findOverlap(corpus, test));
    expect(rest.sentences.map(({ id }) => id)).toEqual(['c4']);
    expect(excluded).toBe(3);
    expect(
      withoutOverlap(
        corpus,
        findOverlap(corpus, test).filter(({ isExact }) => isExact),
      ).excluded,
    ).toBe(2);
  });
});
