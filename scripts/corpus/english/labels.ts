import type { Random } from '@/lib/core/random';
import { chance, pick, shuffled, weighted } from './choose';
import type { Domain } from './domain';
import type { Coarse, WordNet } from './wordnet';
import { madeUpWord } from './words';

/** The labels of a row: what each type is called, and the list that the prompt shows. */
export interface Labelling {
  byType: ReadonlyMap<string, string>;
  labels: readonly string[];
}

/** `own`: the type's usual label or a synonym; `coarse`: four classes for everything; `renamed`: nothing that the words tell. */
export type Naming = 'own' | 'coarse' | 'renamed';

/** Ways to call the four classes. */
const COARSE: readonly Readonly<Record<Coarse, string>>[] = [
  { Person: 'Person', Organization: 'Organization', Location: 'Location', Miscellaneous: 'Miscellaneous' },
  { Person: 'Person', Organization: 'Organization', Location: 'Location', Miscellaneous: 'Miscellaneous' },
  { Person: 'Person', Organization: 'Organisation', Location: 'Place', Miscellaneous: 'Other' },
  { Person: 'Person', Organization: 'Group', Location: 'Place', Miscellaneous: 'Thing' },
  { Person: 'Human', Organization: 'Institution', Location: 'Location', Miscellaneous: 'Miscellaneous' },
  { Person: 'PER', Organization: 'ORG', Location: 'LOC', Miscellaneous: 'MISC' },
  { Person: 'person', Organization: 'organization', Location: 'location', Miscellaneous: 'miscellaneous' },
];

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function renamed(keys: readonly string[], { types }: Domain, random: Random, { nouns }: WordNet): string[] {
  const way = weighted(random, [
    ['permuted', 3],
    ['nouns', 3],
    ['letters', 1],
    ['made-up', 1],
  ] as const);
  if (way === 'permuted')
    return shuffled(
      random,
      keys.map(key => types[key]?.labels[0] ?? key),
    );
  if (way === 'letters') return shuffled(random, [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']).slice(0, keys.length);
  const drawn = new Set<string>();
  while (drawn.size < keys.length)
    drawn.add(way === 'nouns' ? capital(pick(random, nouns.slice(0, 3000)).word) : madeUpWord(random, 'training'));
  return [...drawn];
}

export function drawLabels(domain: Domain, naming: Naming, random: Random, wordNet: WordNet): Labelling {
  const keys = Object.keys(domain.types);
  if (naming === 'coarse') {
    const words = pick(random, COARSE);
    const byType = new Map(keys.map(key => [key, words[domain.types[key]?.coarse ?? 'Miscellaneous']]));
    // Mostly all four, as data of that kind has them, sometimes only those that the domain has.
    const labels = chance(random, 0.7) ? Object.values(words) : [...new Set(byType.values())];
    return { byType, labels: shuffled(random, labels) };
  }
  if (naming === 'renamed') {
    const labels = renamed(keys, domain, random, wordNet);
    return { byType: new Map(keys.map((key, i) => [key, labels[i] ?? key])), labels: shuffled(random, labels) };
  }
  // Sometimes the list leaves out a type, whose names are then no entities.
  const kept = keys.length > 2 && chance(random, 0.1) ? shuffled(random, keys).slice(1) : keys;
  const byType = new Map(
    kept.map(key => {
      const labels = domain.types[key]?.labels ?? [key];
      return [key, chance(random, 0.7) ? (labels[0] ?? key) : pick(random, labels)];
    }),
  );
  const distractors = chance(random, 0.25)
    ? Array.from({ length: random.integer(1, 2) }, () => capital(pick(random, wordNet.nouns.slice(0, 3000)).word))
    : [];
  return { byType, labels: shuffled(random, [...new Set([...byType.values(), ...distractors])]) };
}
