import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { random } from '@/lib/core/random';
import { createTokenizer } from '@/lib/transformer/tokenizer';
import { blended } from '@/scripts/corpus/english/blend';
import { heldOutDomains, trainingDomains } from '@/scripts/corpus/english/domains';
import { createEncoder } from '@/scripts/corpus/english/encode';
import { partOf } from '@/scripts/corpus/english/held-out';
import { kinds } from '@/scripts/corpus/english/kinds';
import { nameOf } from '@/scripts/corpus/english/names';
import { classDomain } from '@/scripts/corpus/english/noun-domain';
import { Role } from '@/scripts/corpus/english/row';
import { promptRow } from '@/scripts/corpus/english/rows/ner';
import { writeSentence } from '@/scripts/corpus/english/sentence';
import { readWordNet, type WordNet } from '@/scripts/corpus/english/wordnet';
import { madeUpWord } from '@/scripts/corpus/english/words';
import { createWorld } from '@/scripts/corpus/english/world';
import { harbourLog } from '@/scripts/corpus/harbour-log';

const read = (name: string): string => readFileSync(`public/models/loupe-english/${name}`, 'utf8');
const [definition, settings] = [read('tokenizer.json'), read('tokenizer_config.json')];
const tokenizer = createTokenizer(definition, settings);
const tokensOf = (text: string): string[] => tokenizer.encode(text).map(id => tokenizer.name(id));

/** Enough words for any row; the corpus itself takes those of WordNet. */
const wordNet: WordNet = {
  nouns: Object.entries({
    boat: ['ferry', 'barge', 'canoe'],
    worker: ['nurse', 'tailor', 'waiter'],
    instrument: ['violin', 'lamp', 'bell'],
    place: ['valley', 'island', 'bridge'],
  }).flatMap(([kind, words]) =>
    words.map(word => ({
      word,
      synonyms: [],
      classes: [kind, 'thing'],
      gloss: `what people call a ${word}`,
      coarse: 'Miscellaneous' as const,
    })),
  ),
  plainNouns: ['lamp', 'river', 'stone', 'winter', 'garden', 'letter'],
  adjectives: ['golden', 'silent', 'last', 'bright'],
  glosses: ['a boat that carries people across the water', 'someone who cares for the sick'],
};

describe('the tokenizer of the English model', () => {
  test('gives the marks of an answer one token each, and every digit its own', () => {
    expect(tokensOf('[{"A": "B"}, {"C": "D"}]')).toEqual(['[{"', 'A', '": "', 'B', '"}, {"', 'C', '": "', 'D', '"}]']);
    expect(tokensOf('1987')).toEqual(['1', '9', '8', '7']);
  });

  test('gives a name the same tokens in a sentence and in an answer', () => {
    const stream = random(5);
    for (let i = 0; i < 200; i++) {
      const name = nameOf('{first} {w}', stream, 'measuring', wordNet);
      const inside = tokenizer.encode(`We met ${name} in May.`);
      const answer = tokenizer.encode(`[{"${name}": "Person"}]`).slice(1, -3);
      expect(inside.join(' '), name).toContain(answer.join(' '));
    }
  });

  test('decodes what it encodes', () => {
    for (const text of ['Éva’s café in São Paulo – 北京, 12 %\n\nText: "x"', ...wordNet.glosses])
      expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
  });
});

describe('the English corpus', () => {
  const encode = createEncoder({ tokenizer: JSON.parse(definition), config: JSON.parse(settings) } as Parameters<
    typeof createEncoder
  >[0]);

  test.each(Object.keys(kinds))('encodes a row of %s piece by piece as the model reads it', name => {
    const stream = random(1).fork(name);
    for (let i = 0; i < 20; i++) {
      const row = kinds[name]?.draw(stream, wordNet) ?? [];
      const { tokens, roles } = encode(row);
      expect(tokens).toEqual(tokenizer.encode(row.map(({ text }) => text).join('')));
      expect(roles).toHaveLength(tokens.length);
      expect(roles.some(role => role !== Role.context)).toBe(true);
    }
  });

  test('learns the answers of all demonstrations, and not a wrong one', () => {
    const answer = (label: string) => new Map([['Ula', label]]);
    const row = promptRow(
      [
        { text: 'Ula sings.', answer: answer('Ship'), isRight: false, isTold: true },
        { text: 'Ula left.', answer: answer('Person'), isRight: true, isTold: true },
        { text: 'Ula came.', answer: answer('Person'), isRight: true, isTold: true },
      ],
      ['Person', 'Ship'],
    );
    const learned = row.filter(({ role }) => role !== Role.context).map(({ text }) => text);
    expect(learned.join('')).toBe('[{"Ula": "Person"}][{"Ula": "Person"}]<|end|>');
    expect(row.filter(({ role }) => role === Role.label)).toHaveLength(1);
    expect(row.filter(({ role }) => role === Role.knownLabel)).toHaveLength(1);
  });

  test('keeps the words of names for training and for measuring apart', () => {
    const stream = random(2);
    for (let i = 0; i < 300; i++) {
      expect(partOf(madeUpWord(stream, 'training'))).toBe('training');
      expect(partOf(madeUpWord(stream, 'measuring'))).toBe('measuring');
    }
  });

  test('shares no sentence pattern between subjects of training and held-out ones', () => {
    const trained = new Set(trainingDomains.flatMap(({ patterns }) => patterns));
    const heldOut = heldOutDomains.flatMap(({ patterns }) => patterns);
    expect(heldOut.filter(pattern => trained.has(pattern))).toEqual([]);
    expect(trainingDomains.length).toBeGreaterThan(30);
  });

  test('keeps every subject in a part of its own', () => {
    const names = [...trainingDomains, ...heldOutDomains].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const patterns = trainingDomains.flatMap(({ patterns }) => patterns);
    expect(new Set(patterns).size).toBe(patterns.length);
  });

  const slots = (pattern: string): string[] => [...pattern.matchAll(/\{([a-z]+)\d?\}/g)].map(([, slot = '']) => slot);

  test('blends subjects into ones whose sentences all have types', () => {
    const stream = random(6);
    const drawn = Array.from({ length: 300 }, () => blended(stream, trainingDomains));
    for (const { name, types, patterns } of drawn) {
      expect(patterns.length, name).toBeGreaterThanOrEqual(5);
      expect(patterns.flatMap(slots).filter(slot => !types[slot])).toEqual([]);
    }
    // Some are whole subjects, some have fewer types, some are of two.
    const whole = drawn.filter(domain => trainingDomains.includes(domain));
    expect(whole.length).toBeGreaterThan(60);
    expect(whole.length).toBeLessThan(240);
    expect(drawn.some(({ name }) => name.includes(' and '))).toBe(true);
  });

  test('keeps apart what two subjects call by one name, and as one what they share', () => {
    const person = { labels: ['Person'], coarse: 'Person' as const, forms: ['{w}'] };
    const star = (label: string) => ({ labels: [label], coarse: 'Miscellaneous' as const, forms: ['{w}'] });
    const patterns = (key: string): string[] => [1, 2, 3].map(n => `{person} saw {${key}} on day ${n}.`);
    const film = { name: 'film', types: { person, star: star('Actor') }, patterns: patterns('star') };
    const sky = { name: 'sky', types: { person, star: star('Sun') }, patterns: patterns('star') };
    const stream = random(8);
    const drawn = Array.from({ length: 200 }, () => blended(stream, [film, sky]));
    const both = drawn.find(({ types }) => Object.keys(types).length === 3);
    const labels = Object.values(both?.types ?? {}).map(({ labels: [label] }) => label);
    expect(labels.sort()).toEqual(['Actor', 'Person', 'Sun']);
    expect(both?.patterns.filter(pattern => slots(pattern).includes('star'))).toHaveLength(3);
    expect(both?.patterns).toHaveLength(6);
  });

  test('asks for classes of the nouns that its sentences say', () => {
    const stream = random(7);
    for (let i = 0; i < 50; i++) {
      const { types, patterns } = classDomain(stream, wordNet.nouns);
      for (const pattern of patterns) {
        const [slot = ''] = slots(pattern);
        const label = types[slot]?.labels[0]?.toLowerCase();
        const said = wordNet.nouns.filter(({ word }) => pattern.includes(word));
        expect(said.some(({ classes }) => classes.some(name => name === label))).toBe(true);
      }
    }
    expect(() => classDomain(stream, [])).toThrow(RangeError);
  });

  test('writes the names of a sentence as it lists them, in their order', () => {
    const names = ['Ula', 'The Daily Lamp', 'Oro'];
    const sentence = writeSentence('the {a} (met|saw) {b} and {a} in the {c}.', random(1), slot => ({
      name: names['abc'.indexOf(slot)] ?? '',
      type: slot,
    }));
    expect(sentence.mentions.map(({ name }) => name)).toEqual(names.with(2, 'Oro'));
    expect(sentence.text).toMatch(/^The Ula (met|saw) The Daily Lamp and Ula in the Oro\.$/);
  });

  test.each([...trainingDomains, ...heldOutDomains])('finds every name of a world of $name in its text', domain => {
    const stream = random(4).fork(domain.name);
    const options = { part: 'training', names: 3, neutral: 0.3, empty: 0.1, twice: 0.2, isShaped: true } as const;
    const world = createWorld(domain, stream, options, wordNet);
    for (let i = 0; i < 100; i++) {
      const { text, mentions } = world.sentence(stream);
      for (const { name, type } of mentions) {
        expect(text).toContain(name);
        expect(domain.types[type], type).toBeDefined();
      }
      expect(text).not.toMatch(/[{}|()#]/);
    }
  });
});

test('the harbour log of the panel is what its generator writes', () => {
  expect(JSON.parse(readFileSync('lib/panels/ner/corpora/harbour-log.json', 'utf8'))).toEqual(
    harbourLog(readWordNet()),
  );
});
