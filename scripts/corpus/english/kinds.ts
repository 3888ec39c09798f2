import type { Random } from '@/lib/core/random';
import { chance, weighted } from './choose';
import { trainingDomains } from './domains';
import type { Naming } from './labels';
import { SHORT_FORMS } from './names';
import { readRealText, realRow } from './real';
import type { Row } from './row';
import { copyRow, keyValueRow } from './rows/drills';
import { nerRow, type NerRowOptions } from './rows/ner';
import {
  runningNumbersRow,
  runningRow,
  sameNamesRow,
  sameNumbersRow,
  samePhrasesRow,
  sameSentencesRow,
} from './rows/same-different';
import { textRow } from './rows/text';
import { panelRow, verifyRow, verifyRunningRow } from './rows/verification';
import type { WordNet } from './wordnet';

/** One kind of row. */
export interface Kind {
  /** Tokens that are written of it. */
  tokens: number;
  draw: (random: Random, wordNet: WordNet) => Row;
}

const ner =
  (options: NerRowOptions, domains = trainingDomains): Kind['draw'] =>
  (random, wordNet) =>
    nerRow(domains, wordNet, options, random);

/** Subjects that are seen more often than others, so that a short run learns some of them well. */
const CORE = 'sea music politics football business geography medicine film university crime'.split(' ');
const coreDomains = trainingDomains.filter(({ name }) => CORE.includes(name));

/** All subjects, those of the core four times as often as the others. */
const coreOftener = [...trainingDomains, ...coreDomains, ...coreDomains, ...coreDomains];

const plain = (random: Random): Naming => (chance(random, 0.7) ? 'own' : 'coarse');
const mixed = (random: Random): Naming =>
  weighted(random, [
    ['own', 5],
    ['coarse', 3],
    ['renamed', 4],
  ] as const);

const usual = { names: [1, 4], shaped: 0.55 } as const;

const surely = (random: Random): Naming => (chance(random, 0.3) ? 'coarse' : 'own');

const seldomCoarse = (random: Random): Naming => (chance(random, 0.2) ? 'coarse' : 'own');

/** Rows in which everything can be known from the sentence itself. */
const telling: NerRowOptions = {
  demonstrations: [2, 8],
  naming: random => (chance(random, 0.5) ? 'coarse' : 'own'),
  names: [3, 6],
  shaped: 0.7,
  neutral: [0, 0],
  nouns: 0,
  spoilt: 0,
};

const realText = readRealText();

/** All kinds. Which of them are dealt, and in which shares, is said by the stages of the training. */
export const kinds: Record<string, Kind> = {
  /** Names in another order. */
  copy: { tokens: 1_500_000, draw: copyRow },
  /** Labels of names seen before. */
  'key-value': { tokens: 2_500_000, draw: keyValueRow },
  /** One sentence without demonstrations, of words that tell the types. */
  single: {
    tokens: 4_000_000,
    draw: ner({ ...usual, demonstrations: [0, 1], naming: plain, neutral: [0, 0.1], nouns: 0.3, spoilt: 0 }),
  },
  /** Sentences that all tell their types, with the usual labels and ever new names: to learn what words tell. */
  typed: { tokens: 4_000_000, draw: ner(telling) },
  /** The same of few subjects. */
  core: { tokens: 4_000_000, draw: ner(telling, coreDomains) },
  /** The same with sentences between them that tell nothing: to be sure of the one and not of the other. */
  unsure: {
    tokens: 2_500_000,
    draw: ner(
      { ...telling, demonstrations: [0, 5], naming: surely, names: [2, 6], shaped: 0.3, neutral: [0.3, 0.6] },
      coreDomains,
    ),
  },
  /** Sentences of all subjects that tell their types, under ever other label sets, with names that seldom come again. */
  subjects: {
    tokens: 8_000_000,
    draw: ner({
      demonstrations: [0, 6],
      naming: seldomCoarse,
      names: [5, 12],
      shaped: 0.35,
      neutral: [0, 0.15],
      nouns: 0.05,
      classes: 0.2,
      isBlended: true,
      spoilt: 0,
    }),
  },
  /** The same with names of few tokens, so that there are twice as many labels to learn in as many tokens. */
  dense: {
    tokens: 6_000_000,
    draw: ner(
      {
        demonstrations: [3, 8],
        naming: seldomCoarse,
        names: [8, 12],
        shaped: 0,
        neutralForms: SHORT_FORMS,
        neutral: [0, 0.05],
        nouns: 0.02,
        classes: 0.12,
        isBlended: true,
        spoilt: 0,
      },
      coreOftener,
    ),
  },
  /** The same with demonstrations that are needed for what the sentence does not tell: what the panel asks. */
  worlds: {
    tokens: 4_000_000,
    draw: ner({
      demonstrations: [0, 9],
      naming: seldomCoarse,
      names: [4, 9],
      shaped: 0.3,
      neutral: [0.3, 0.6],
      nouns: 0.05,
      classes: 0.1,
      isBlended: true,
      spoilt: 0.15,
    }),
  },
  /** A few demonstrations, labels as the words tell. */
  few: {
    tokens: 6_000_000,
    draw: ner({ ...usual, demonstrations: [2, 6], naming: plain, neutral: [0, 0.3], nouns: 0.25, spoilt: 0.05 }),
  },
  /** Demonstrations that are needed: many neutral sentences, labels that nothing tells. */
  shown: {
    tokens: 6_000_000,
    draw: ner({ ...usual, demonstrations: [3, 9], naming: mixed, neutral: [0.2, 0.7], nouns: 0.2, spoilt: 0.15 }),
  },
  /** As many demonstrations as the context holds. */
  long: {
    tokens: 2_000_000,
    draw: ner({ ...usual, demonstrations: [10, 16], naming: mixed, neutral: [0.1, 0.6], nouns: 0.15, spoilt: 0.15 }),
  },
  ...(realText.length > 0 && {
    real: { tokens: 1_500_000, draw: (random: Random) => realRow(realText, random) },
  }),
  /** Whether two names, phrases, numbers or sentences are the same: what verification needs first. */
  'same-names': { tokens: 3_000_000, draw: sameNamesRow },
  'same-phrases': { tokens: 3_000_000, draw: samePhrasesRow },
  'same-running': { tokens: 4_000_000, draw: runningRow(trainingDomains) },
  'same-running-numbers': { tokens: 1_500_000, draw: runningNumbersRow },
  'same-numbers': { tokens: 1_500_000, draw: sameNumbersRow },
  'same-sentences': { tokens: 4_000_000, draw: sameSentencesRow(trainingDomains) },
  /** Statements against documents, in the document's own words. */
  'verify-same': { tokens: 4_000_000, draw: verifyRow(trainingDomains, { sentences: [1, 4], reworded: 0 }) },
  /** The same, partly in other words. */
  verify: { tokens: 6_000_000, draw: verifyRow(trainingDomains, { sentences: [1, 4], reworded: 0.6 }) },
  /** The same against longer documents, first with judgements inside the statements. */
  'verify-running': { tokens: 4_000_000, draw: verifyRunningRow(trainingDomains, [2, 7]) },
  'verify-long': { tokens: 4_000_000, draw: verifyRow(trainingDomains, { sentences: [3, 7], reworded: 0.5 }) },
  /** What the panel asks. */
  'verify-panel': { tokens: 4_000_000, draw: panelRow(trainingDomains, { sentences: [1, 7], reworded: 0.5 }) },
  text: { tokens: 2_000_000, draw: (random, { glosses }) => textRow(glosses, random) },
};
