import type { Random } from '@/lib/core/random';
import { chance, weighted } from './choose';
import { trainingDomains } from './domains';
import type { Naming } from './labels';
import type { Row } from './row';
import { copyRow, keyValueRow } from './rows/drills';
import { nerRow, type NerRowOptions } from './rows/ner';
import { textRow } from './rows/text';
import type { WordNet } from './wordnet';

/** One kind of row. */
export interface Kind {
  /** Tokens that are written of it. */
  tokens: number;
  draw: (random: Random, wordNet: WordNet) => Row;
}

const ner =
  (options: NerRowOptions): Kind['draw'] =>
  (random, wordNet) =>
    nerRow(trainingDomains, wordNet, options, random);

const telling = (random: Random): Naming => (chance(random, 0.7) ? 'own' : 'coarse');
const mixed = (random: Random): Naming =>
  weighted(random, [
    ['own', 5],
    ['coarse', 3],
    ['renamed', 4],
  ] as const);

/** All kinds. Which of them are dealt, and in which shares, is said by the stages of the training. */
export const kinds: Record<string, Kind> = {
  /** Names in another order. */
  copy: { tokens: 1_500_000, draw: copyRow },
  /** Labels of names seen before. */
  'key-value': { tokens: 2_500_000, draw: keyValueRow },
  /** One sentence without demonstrations, of words that tell the types. */
  single: {
    tokens: 4_000_000,
    draw: ner({ demonstrations: [0, 1], naming: telling, neutral: [0, 0.1], nouns: 0.3, spoilt: 0 }),
  },
  /** A few demonstrations, labels as the words tell. */
  few: {
    tokens: 6_000_000,
    draw: ner({ demonstrations: [2, 6], naming: telling, neutral: [0, 0.3], nouns: 0.25, spoilt: 0.05 }),
  },
  /** Demonstrations that are needed: many neutral sentences, labels that nothing tells. */
  shown: {
    tokens: 6_000_000,
    draw: ner({ demonstrations: [3, 9], naming: mixed, neutral: [0.2, 0.7], nouns: 0.2, spoilt: 0.15 }),
  },
  /** As many demonstrations as the context holds. */
  long: {
    tokens: 2_000_000,
    draw: ner({ demonstrations: [10, 16], naming: mixed, neutral: [0.1, 0.6], nouns: 0.15, spoilt: 0.15 }),
  },
  text: { tokens: 2_000_000, draw: (random, { glosses }) => textRow(glosses, random) },
};
