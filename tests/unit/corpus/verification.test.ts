import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Random, random } from '@/lib/core/random';
import { parseChoice } from '@/lib/panels/divide-and-conquer/tasks/verification/parse-choice';
import { parseFinding } from '@/lib/panels/divide-and-conquer/tasks/verification/parse-finding';
import { drawDocument, drawStatements, drawSummary, keyOf } from '@/scripts/corpus/english/document';
import { heldOutDomains, trainingDomains } from '@/scripts/corpus/english/domains';
import { createEncoder } from '@/scripts/corpus/english/encode';
import { drawFact, drawNames, type Fact, rewordingsOf, sentenceOf } from '@/scripts/corpus/english/fact';
import { partOf } from '@/scripts/corpus/english/held-out';
import { kinds } from '@/scripts/corpus/english/kinds';
import { Role, type Row } from '@/scripts/corpus/english/row';
import { bareAnswer } from '@/scripts/corpus/english/verdict';
import { negated, passive } from '@/scripts/corpus/english/wording';
import type { WordNet } from '@/scripts/corpus/english/wordnet';

const read = (name: string) => JSON.parse(readFileSync(`public/models/loupe-english/${name}`, 'utf8')) as object;
const encode = createEncoder({
  tokenizer: read('tokenizer.json'),
  config: read('tokenizer_config.json'),
} as Parameters<typeof createEncoder>[0]);

/** Enough words for any row; the corpus itself takes those of WordNet. */
const wordNet: WordNet = {
  nouns: [],
  plainNouns: 'lamp river stone winter garden letter meadow anchor'.split(' '),
  adjectives: 'golden silent last bright'.split(' '),
  glosses: [],
};

const names = [
  'same-names',
  'same-phrases',
  'same-running',
  'same-numbers',
  'same-running-numbers',
  'same-sentences',
  'verify-same',
  'verify',
  'verify-running',
  'verify-long',
  'verify-panel',
];
const rows = (name: string, count: number, seed = 3): Row[] => {
  const stream = random(seed).fork(name);
  return Array.from({ length: count }, () => kinds[name]?.draw(stream, wordNet) ?? []);
};
const judgements = (row: Row): string[] => row.filter(({ role }) => role === Role.label).map(({ text }) => text.trim());
const textOf = (row: Row): string => row.map(({ text }) => text).join('');

describe.each(names)('rows of %s', name => {
  test('are the same for the same seed, and others for another', () => {
    expect(rows(name, 5)).toEqual(rows(name, 5));
    expect(rows(name, 5, 4)).not.toEqual(rows(name, 5));
  });

  test('fit the context', () => {
    for (const row of rows(name, 100)) expect(encode(row).tokens.length).toBeLessThanOrEqual(640);
  });

  test('judge one way as often as the other, in words of the panel', () => {
    const said = rows(name, 500).flatMap(judgements);
    const contradicted = said.filter(word => word === 'yes' || word === 'B').length / said.length;
    expect(contradicted).toBeGreaterThan(0.45);
    expect(contradicted).toBeLessThan(0.55);
    expect(said.filter(word => !['yes', 'no', 'A', 'B'].includes(word))).toEqual([]);
  });

  test('learn one token of a judgement as such, the first', () => {
    for (const row of rows(name, 20))
      expect(encode(row).roles.filter(role => role === Role.label)).toHaveLength(judgements(row).length);
  });

  test('hold no made-up word that is kept for measuring, and no sentence of a held-out subject', () => {
    const ends = heldOutDomains.flatMap(({ patterns }) => patterns.map(pattern => pattern.split('}').at(-1) ?? ''));
    const telling = ends.filter(end => end.split(' ').length > 4 && !/[(#]/.test(end));
    const trained = trainingDomains.flatMap(({ patterns }) => patterns).join('\n');
    const known = new Set([...wordNet.plainNouns, ...wordNet.adjectives]);
    for (const text of rows(name, 60).map(textOf)) {
      expect(telling.filter(end => text.includes(end) && !trained.includes(end))).toEqual([]);
      if (name !== 'same-names') continue;
      const words = (text.split('\n\n')[1] ?? '').match(/(?<![\p{L}|])\p{Lu}\p{Ll}+/gu) ?? [];
      const madeUp = words.filter(word => !known.has(word.toLowerCase()) && word !== 'New');
      expect(madeUp.filter(word => partOf(word) !== 'training')).toEqual([]);
    }
  });
});

test('the bare answers are what the panel reads', () => {
  for (const isContradicted of [true, false]) {
    const right = isContradicted ? 'yes' : 'no';
    expect(parseFinding(bareAnswer('words', isContradicted))).toBe(right);
    expect(parseChoice(bareAnswer('letters', isContradicted))).toBe(right);
  }
});

test('a drill answers no for what is equal', () => {
  for (const name of ['same-names', 'same-phrases', 'same-numbers', 'same-sentences'])
    for (const row of rows(name, 30)) {
      const pairs = textOf(row)
        .replace(/^<\|user\|>[^]*?\n\n/, '')
        .matchAll(/([^\n>]+)\n([^\n<]+)<\|assistant\|>(\w+)<\|end\|>/g);
      const wrong = [...pairs].filter(
        ([, first, second, answer = '']) => (first === second) !== ['no', 'A'].includes(answer),
      );
      expect(wrong.map(([whole]) => whole)).toEqual([]);
    }
});

test('a running judgement is of what stands before it', () => {
  for (const row of rows('same-running', 30)) {
    let [first, second] = ['', ''];
    for (const { text, role } of row)
      if (role === Role.label) {
        const words = second.split(' ');
        const isSame = first.split(' ').slice(0, words.length).join(' ') === second;
        expect(text.trim(), `${first} / ${second}`).toBe(isSame ? 'no' : 'yes');
      } else if (/[^\n]\n$/.test(text)) [first, second] = [text.trimEnd(), ''];
      else if (!text.startsWith('<|')) second += text;
  }
});

/** In how many places two facts differ. */
const differences = (a: Fact, b: Fact): number =>
  Object.keys(a.names).filter(slot => a.names[slot]?.name !== b.names[slot]?.name).length +
  a.numbers.filter((number, place) => number !== b.numbers[place]).length +
  Number(a.isNegated !== b.isNegated) +
  Number(a.pattern !== b.pattern || a.choices.join() !== b.choices.join());

const everywhere = (check: (stream: Random, domain: (typeof trainingDomains)[number]) => void) => {
  for (const domain of [...trainingDomains, ...heldOutDomains]) {
    const stream = random(9).fork(domain.name);
    for (let i = 0; i < 12; i++) check(stream, domain);
  }
};

describe('statements about a document', () => {
  test('are stated in it where they are supported, and else differ from it in one place', () => {
    everywhere((stream, domain) => {
      const { document, names: world } = drawDocument(domain, stream.integer(1, 4), 'training', stream, wordNet);
      const stated = new Set(document.facts.map(keyOf));
      for (const reworded of [0, 1])
        for (const { text, fact, source, isContradicted } of [
          ...drawStatements(document, world, { reworded, most: 4 }, stream),
          ...drawSummary(document, world, { reworded, most: 4 }, stream),
        ]) {
          expect(stated.has(keyOf(source))).toBe(true);
          expect(stated.has(keyOf(fact)), text).toBe(!isContradicted);
          expect(differences(fact, source)).toBe(isContradicted ? 1 : 0);
          if (isContradicted) expect(document.text, text).not.toContain(text);
          else if (reworded === 0) expect(document.text).toContain(text);
          expect(text).not.toMatch(/[{}|()#]/);
        }
    });
  });

  test('keep every name that the fact has when they are reworded', () => {
    let count = 0;
    everywhere((stream, domain) => {
      const drawn = drawFact(domain, drawNames(domain, 3, 'training', stream, wordNet), stream);
      for (const text of rewordingsOf(drawn)) {
        for (const { name } of Object.values(drawn.names)) expect(text).toContain(name);
        for (const number of drawn.numbers) expect(text).toContain(String(number));
        expect(text).not.toBe(sentenceOf(drawn));
        count++;
      }
    });
    expect(count).toBeGreaterThan(200);
  });

  test('say the opposite and the passive in plain grammar', () => {
    expect(negated('The {ship} is slow.')).toBe('The {ship} is not slow.');
    expect(negated('Captain {person} commands the {ship}.')).toBe('Captain {person} never commands the {ship}.');
    expect(negated('In {city}, {person} sings.')).toBeUndefined();
    expect(negated('No one lives on {island}.')).toBeUndefined();
    expect(passive('The {crew} found {port} in May.')).toBe('{port} was found by the {crew} in May.');
    expect(passive('{crew} slept in {port}.')).toBeUndefined();
  });
});
