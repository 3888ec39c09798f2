import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isHeldOutNoun } from './held-out';

/**
 * Princeton WordNet 3.0, as Debian's `wordnet-base` installs it: a line a synset, `offset lexicographer-file type count word id ... | gloss`.
 * Its licence lets anyone use it for any purpose.
 */
const FOLDER = process.env.WORDNET_FOLDER ?? '/usr/share/wordnet';

export type Coarse = 'Person' | 'Organization' | 'Location' | 'Miscellaneous';

export interface Noun {
  word: string;
  /** Other words of its synset. */
  synonyms: readonly string[];
  /** Words for what it is a kind of, the nearest first (hypernyms): a frigate is a warship, a ship, a vessel. */
  classes: readonly string[];
  /** The first definition, without examples. */
  gloss: string;
  coarse: Coarse;
}

export interface WordNet {
  /** Common nouns of things that can have names, known words first. */
  nouns: readonly Noun[];
  /** Short nouns and adjectives, for names made of words. */
  plainNouns: readonly string[];
  adjectives: readonly string[];
  /** All glosses with their examples, as running text. */
  glosses: readonly string[];
}

/** By lexicographer file (lexnames(5WN)): animals, artefacts, groups, places, works and events, food, people, plants, substances. */
const COARSE: Readonly<Record<string, Coarse>> = {
  '05': 'Miscellaneous',
  '06': 'Miscellaneous',
  '10': 'Miscellaneous',
  '11': 'Miscellaneous',
  '13': 'Miscellaneous',
  '14': 'Organization',
  '15': 'Location',
  '17': 'Location',
  '18': 'Person',
  '20': 'Miscellaneous',
  '27': 'Miscellaneous',
};

/** Steps from a noun up to the classes that still say something of it. */
const STEPS = 4;

interface Synset {
  offset: string;
  file: string;
  words: string[];
  /** Offsets of what it is a kind of. */
  above: string[];
  gloss: string;
}

function synsets(name: string): Synset[] {
  return readFileSync(path.join(FOLDER, `data.${name}`), 'utf8')
    .split('\n')
    .filter(line => /^\d/.test(line))
    .map(line => {
      const [data = '', gloss = ''] = line.split(' | ');
      const fields = data.split(' ');
      const count = parseInt(fields[3] ?? '0', 16);
      const words = Array.from({ length: count }, (_, i) => (fields[4 + 2 * i] ?? '').replace(/\(.*\)/, ''));
      // Pointers are `symbol offset part-of-speech source/target`; `@` is a hypernym.
      const above = fields.flatMap((field, i) => (field === '@' ? (fields[i + 1] ?? []) : []));
      return { offset: fields[0] ?? '', file: fields[1] ?? '', words, above, gloss: gloss.trim() };
    });
}

/** The synset of each noun's most usual sense: WordNet lists the senses of a word by how often its texts use them. */
function usualSenses(): Map<string, string> {
  const usual = new Map<string, string>();
  for (const line of readFileSync(path.join(FOLDER, 'index.noun'), 'utf8').split('\n')) {
    // `word n senses pointers symbol... senses tagged offset...`
    const fields = line.trim().split(' ');
    const offset = fields[6 + Number(fields[3])];
    if (fields[1] === 'n' && fields[0] && offset) usual.set(fields[0], offset);
  }
  return usual;
}

/** How often WordNet's own texts use a word as this part of speech. */
function uses(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of readFileSync(path.join(FOLDER, 'cntlist.rev'), 'utf8').split('\n')) {
    const [key = '', , count = '0'] = line.split(' ');
    const [word = '', sense = ''] = key.split('%');
    const name = `${word} ${sense.charAt(0)}`;
    counts.set(name, (counts.get(name) ?? 0) + Number(count));
  }
  return counts;
}

/** Words of the synsets above one, level by level. */
function classesOf(synset: Synset, byOffset: ReadonlyMap<string, Synset>): string[] {
  const found = new Set<string>();
  let level = [synset];
  for (let step = 0; step < STEPS; step++) {
    level = level.flatMap(({ above }) => above.flatMap(offset => byOffset.get(offset) ?? []));
    for (const { words } of level) if (words[0] && isPlain(words[0])) found.add(words[0]);
  }
  return [...found];
}

const isPlain = (word: string): boolean => /^[a-z]{3,12}$/.test(word);

export function readWordNet(): WordNet {
  const counts = uses();
  const nounSets = synsets('noun');
  const byOffset = new Map(nounSets.map(synset => [synset.offset, synset]));
  const usual = usualSenses();
  const nouns = new Map<string, Noun & { uses: number }>();
  for (const synset of nounSets) {
    const { file, words, gloss } = synset;
    const coarse = COARSE[file];
    const [word = ''] = words;
    if (!coarse || !isPlain(word) || usual.get(word) !== synset.offset || isHeldOutNoun(word)) continue;
    const definition =
      gloss
        .split(';')[0]
        ?.replace(/\(.*?\)/g, '')
        .trim() ?? '';
    const synonyms = words.slice(1).filter(isPlain);
    const classes = classesOf(synset, byOffset);
    nouns.set(word, { word, synonyms, classes, gloss: definition, coarse, uses: counts.get(`${word} 1`) ?? 0 });
  }
  const common = (kind: string, words: Iterable<string>): string[] =>
    [...new Set(words)].filter(word => isPlain(word) && word.length <= 8 && (counts.get(`${word} ${kind}`) ?? 0) >= 5);
  const adjectives = synsets('adj');
  return {
    nouns: [...nouns.values()].sort((a, b) => b.uses - a.uses || (a.word < b.word ? -1 : 1)).slice(0, 6000),
    plainNouns: common(
      '1',
      nounSets.flatMap(({ words }) => words),
    ).sort(),
    adjectives: common(
      '3',
      adjectives.flatMap(({ words }) => words),
    ).sort(),
    glosses: [...nounSets, ...synsets('verb'), ...adjectives, ...synsets('adv')].map(({ gloss }) => gloss),
  };
}
