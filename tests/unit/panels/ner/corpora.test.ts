import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MarkedCorpus, readCorpus } from '@/lib/panels/ner/corpora/contract';
import { corpora } from '@/lib/panels/ner/corpora/registry';
import type { Corpus } from '@/lib/panels/ner/corpus';
import { findAll } from '@/lib/panels/ner/text/find-all';
import { covered } from './texts';

/** By corpus: where a name of the corpus stands unmarked and rightly so (`u012 Name`), because it is a common word there. */
const exceptions: Record<string, string[]> = {
  'news-desk': [],
};

interface Mention {
  /** The mention and its label. */
  name: string;
  text: string;
  label: string;
}

const mentionsOf = ({ sentences }: Corpus): Mention[] =>
  sentences.flatMap(({ text, entities }) =>
    (entities ?? []).map(span => {
      const mention = covered(text, span);
      return { name: `${mention} (${span.label})`, text: mention, label: span.label };
    }),
  );

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu));

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter(word => b.has(word)).length;
  return shared / (a.size + b.size - shared);
}

/** The names of the corpus that stand in a text as whole words and that no mention covers there. */
function unmarked(sentences: Corpus['sentences'], names: Iterable<string>): string[] {
  const found: string[] = [];
  for (const name of names)
    for (const { id, text, entities } of sentences)
      for (const index of findAll(text, name)) {
        const [before, behind] = [text.slice(0, index), text.slice(index + name.length)];
        if (/[\p{L}\p{N}]$/u.test(before) || /^[\p{L}\p{N}]/u.test(behind)) continue;
        const start = [...before].length;
        const end = start + [...name].length;
        if (!entities?.some(span => span.start <= start && span.end >= end)) found.push(`${id} ${name}`);
      }
  return found;
}

describe.each(corpora)('the built-in corpus $id', ({ id, title, about, load }) => {
  const file = JSON.parse(
    readFileSync(new URL(`../../../../lib/panels/ner/corpora/${id}.json`, import.meta.url), 'utf8'),
  ) as MarkedCorpus;

  it('has the words of the registry', () => {
    expect(file).toMatchObject({ id, title, about });
  });

  it('has 300 unlabelled and 100 test sentences, each once and of at least four words', async () => {
    const { unlabelled, test } = await load();
    expect([unlabelled.sentences.length, test.sentences.length]).toEqual([300, 100]);
    expect([unlabelled.sentences.at(-1)?.id, test.sentences.at(-1)?.id]).toEqual(['u300', 't100']);
    const texts = [...unlabelled.sentences, ...test.sentences].map(({ text }) => text);
    expect(new Set(texts).size).toBe(400);
    for (const text of texts) {
      expect(text.split(' ').length, text).toBeGreaterThanOrEqual(4);
      expect(text).not.toMatch(/^\s|\s$|\s\s/);
    }
  });

  it('has no test sentence that nearly repeats an unlabelled one', async () => {
    const { unlabelled, test } = await load();
    const known = unlabelled.sentences.map(({ text }) => wordsOf(text));
    const near = test.sentences.filter(({ text }) => {
      const words = wordsOf(text);
      return known.some(other => jaccard(words, other) > 0.8);
    });
    expect(near).toEqual([]);
  });

  it('has enough mentions of every label in both parts', async () => {
    const { unlabelled, test } = await load();
    for (const part of [unlabelled, test]) {
      const mentions = mentionsOf(part);
      for (const label of file.labels) {
        const share = mentions.filter(mention => mention.label === label).length / mentions.length;
        expect(share, label).toBeGreaterThanOrEqual(0.12);
      }
      const empty = part.sentences.filter(({ entities }) => entities?.length === 0).length / part.sentences.length;
      expect(empty).toBeGreaterThanOrEqual(0.08);
      expect(empty).toBeLessThanOrEqual(0.2);
    }
  });

  it('has names that recur, in the unlabelled part and from there in the test part', async () => {
    const { unlabelled, test } = await load();
    const sentences = new Map<string, number>();
    for (const sentence of unlabelled.sentences)
      for (const name of new Set(mentionsOf({ ...unlabelled, sentences: [sentence] }).map(mention => mention.name)))
        sentences.set(name, (sentences.get(name) ?? 0) + 1);
    expect([...sentences.values()].filter(count => count > 1).length).toBeGreaterThanOrEqual(90);
    const mentions = mentionsOf(test);
    expect(mentions.filter(({ name }) => sentences.has(name)).length / mentions.length).toBeGreaterThanOrEqual(0.6);
  });

  it('gives a name one label within a sentence, because answers and the metric of arXiv 2311.08921 hold no second one', async () => {
    const { unlabelled, test } = await load();
    const twice = [...unlabelled.sentences, ...test.sentences].filter(sentence => {
      const mentions = mentionsOf({ ...unlabelled, sentences: [sentence] });
      return new Set(mentions.map(({ name }) => name)).size > new Set(mentions.map(({ text }) => text)).size;
    });
    expect(twice).toEqual([]);
  });

  it('marks every occurrence of a name, without genitive, quotes or space around it', async () => {
    const { unlabelled, test } = await load();
    const mentions = [unlabelled, test].flatMap(mentionsOf);
    for (const { text } of mentions) expect(text).not.toMatch(/^[\s"“]|[\s"”,]$|['’]s$/);
    const names = new Set(mentions.map(({ text }) => text));
    const sentences = [...unlabelled.sentences, ...test.sentences];
    expect(unmarked(sentences, names)).toEqual(exceptions[id] ?? []);
  });
});

describe('a corpus with marked mentions', () => {
  const file = (unlabelled: string[], test: string[] = []): MarkedCorpus => ({
    id: 'marked',
    title: 'Marked',
    about: 'About.',
    labels: ['Person', 'Location'],
    guideline: 'Guideline.',
    unlabelled,
    test,
  });

  it('is read with numbered sentences and places in code points', () => {
    expect(readCorpus(file(['\u{1f4a9} [Zoë \u{1f469}](Person), [Oslo](Location)!'], ['None (here).']))).toEqual({
      about: 'About.',
      guideline: 'Guideline.',
      unlabelled: {
        name: 'Marked',
        labels: ['Person', 'Location'],
        sentences: [
          {
            id: 'u001',
            text: '\u{1f4a9} Zoë \u{1f469}, Oslo!',
            entities: [
              { start: 2, end: 7, label: 'Person' },
              { start: 9, end: 13, label: 'Location' },
            ],
          },
        ],
      },
      test: {
        name: 'Marked',
        labels: ['Person', 'Location'],
        sentences: [{ id: 't001', text: 'None (here).', entities: [] }],
      },
    });
  });

  it('is read as it was marked, whatever its texts', () => {
    const plain = fc.string({ unit: 'binary', maxLength: 6 }).map(text => text.replace(/[[\]\p{Surrogate}]/gu, ''));
    const mention = plain.filter(text => text !== '');
    const piece = fc.tuple(plain, mention, fc.constantFrom('Person', 'Location'));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 4 }), plain, (pieces, tail) => {
        const marked = pieces.map(([before, name, label]) => `${before}[${name}](${label})`).join('') + tail;
        const { unlabelled } = readCorpus(file([marked]));
        const [sentence] = unlabelled.sentences;
        expect(sentence?.text).toBe(pieces.map(([before, name]) => before + name).join('') + tail);
        expect(mentionsOf(unlabelled).map(({ text, label }) => [text, label])).toEqual(
          pieces.map(([, name, label]) => [name, label]),
        );
      }),
    );
  });

  it.each([
    ['[Ann](Ship) left.', /u001 has a label that is not in the list: Ship/],
    ['Ann] left.', /u001 has a square bracket/],
    ['[Ann] (Person) left.', /u001 has a square bracket/],
    ['[[Ann](Person) Lee](Person) left.', /u001 has a square bracket/],
    ['[](Person) left.', /u001 has a square bracket/],
  ])('is refused where a mark is wrong: %s', (marked, message) => {
    expect(() => readCorpus(file([marked]))).toThrow(message);
  });
});
