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

interface Synset {
  file: string;
  words: string[];
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
      return { file: fields[1] ?? '', words, gloss: gloss.trim() };
    });
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

const isPlain = (word: string): boolean => /^[a-z]{3,12}$/.test(word);

export function readWordNet(): WordNet {
  const counts = uses();
  const nounSets = synsets('noun');
  const nouns = new Map<string, Noun & { uses: number }>();
  for (const { file, words, gloss } of nounSets) {
    const coarse = COARSE[file];
    const [word = ''] = words;
    if (!coarse || !isPlain(word) || nouns.has(word) || isHeldOutNoun(word)) continue;
    const definition =
      gloss
        .split(';')[0]
        ?.replace(/\(.*?\)/g, '')
        .trim() ?? '';
    const synonyms = words.slice(1).filter(isPlain);
    nouns.set(word, { word, synonyms, gloss: definition, coarse, uses: counts.get(`${word} 1`) ?? 0 });
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
