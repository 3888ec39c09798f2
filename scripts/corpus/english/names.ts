import type { Random } from '@/lib/core/random';
import { pick } from './choose';
import type { Part } from './held-out';
import type { WordNet } from './wordnet';
import { madeUpWord } from './words';

/** First names from many countries; they are shared by training and measuring, because there are few of them. */
const FIRST = (
  'Anna Maria John Peter Lena Omar Yuki Chen Ravi Priya Fatima Carlos Elena Ivan Olga Hans Greta Pierre Marie Luca Sofia Amir Leila Kofi ' +
  'Ama David Sarah James Emma Noah Nora Erik Ingrid Jonas Karin Pablo Lucia Miguel Rosa Tomas Eva Viktor Nina Hugo Clara Oscar Alice Felix ' +
  'Julia Martin Helena Simon Laura Paul Rita George Ruth Walter Irene Arthur Edith Frank Grace Henry Rose Samuel Naomi Daniel Miriam Adam'
).split(' ');

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/**
 * A name by a form: `{w}` is a made-up word, `{first}` a first name, `{noun}` and `{adj}` common words with a capital, `{L}` a letter,
 * `{ABC}` an abbreviation, `{d}` and `{dd}` digits. Everything else is taken as it is.
 */
export function nameOf(form: string, random: Random, part: Part, { plainNouns, adjectives }: WordNet): string {
  const letter = () => String.fromCharCode(65 + random.integer(0, 25));
  return form.replace(/\{(\w+)\}/g, (_, slot: string) => {
    if (slot === 'w') return madeUpWord(random, part);
    if (slot === 'first') return pick(random, FIRST);
    if (slot === 'noun') return capital(pick(random, plainNouns));
    if (slot === 'adj') return capital(pick(random, adjectives));
    if (slot === 'L') return letter();
    if (slot === 'ABC') return letter() + letter() + letter() + (random.next() < 0.3 ? letter() : '');
    if (slot === 'd') return String(random.integer(1, 9));
    if (slot === 'dd') return String(random.integer(10, 99));
    throw new Error(`${form} has an unknown slot.`);
  });
}

/** Names that do not tell their type. */
export const NEUTRAL_FORMS: readonly string[] = [
  '{w}',
  '{w}',
  '{w}',
  '{w} {w}',
  '{w} {w}',
  '{adj} {noun}',
  '{w} {noun}',
  'New {w}',
];

/** Names of few tokens, so that most of a row is what tells the types. */
export const SHORT_FORMS: readonly string[] = ['{L}{L}', '{L}{L}', '{L}{L}{L}', '{w}'];
