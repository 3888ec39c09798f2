import type { Random } from '@/lib/core/random';
import { chance, distinct, pick } from '../choose';
import { drawDocument, drawStatements } from '../document';
import type { Domain } from '../domain';
import { nameOf, NEUTRAL_FORMS } from '../names';
import type { WordNet } from '../wordnet';

/** Two texts that are equal, or differ in one place. */
export interface Pair {
  first: string;
  second: string;
}

export type DrawPair = (isSame: boolean, random: Random) => Pair | undefined;

/** Names in short forms and long ones; the other name has half of the time one word in common with the first. */
export const namePair =
  (wordNet: WordNet, taken: Set<string>): DrawPair =>
  (isSame, random) => {
    const draw = () => distinct(taken, () => nameOf(pick(random, NEUTRAL_FORMS), random, 'training', wordNet));
    const first = draw();
    if (isSame) return { first, second: first };
    const [word = '', ...rest] = first.split(' ');
    const [other = ''] = draw().split(' ');
    const isPart = chance(random, 0.5);
    const second = isPart ? [...(rest.length > 0 ? [word, ...rest.slice(1)] : []), other].join(' ') : draw();
    return second === first ? undefined : { first, second };
  };

/** Some names and nouns, and the same ones, or with another one among them. */
function drawItems(isSame: boolean, wordNet: WordNet, taken: Set<string>, random: Random): [string[], string[]] {
  const draw = (isName: boolean) =>
    isName
      ? distinct(taken, () => nameOf(pick(random, NEUTRAL_FORMS), random, 'training', wordNet))
      : pick(random, wordNet.plainNouns);
  const items = Array.from({ length: random.integer(1, 6) }, () => draw(chance(random, 0.5)));
  const place = random.integer(0, items.length - 1);
  const isName = /^\p{Lu}/u.test(items[place] ?? '');
  return [items, isSame ? items : items.with(place, draw(isName))];
}

/** Items one after another: a step from names, which end with what differs, to sentences. */
export const phrasePair =
  (wordNet: WordNet, taken: Set<string>): DrawPair =>
  (isSame, random) => {
    const [first, second] = drawItems(isSame, wordNet, taken, random).map(items => items.join(' ')) as [string, string];
    return isSame === (first === second) ? { first, second } : undefined;
  };

/** Numbers of one to four digits; the other one differs in one digit. */
export const numberPair: DrawPair = (isSame, random) => {
  const digits = Array.from({ length: random.integer(1, 4) }, () => random.integer(0, 9));
  const place = random.integer(0, digits.length - 1);
  const other = ((digits[place] ?? 0) + random.integer(1, 9)) % 10;
  return { first: digits.join(''), second: (isSame ? digits : digits.with(place, other)).join('') };
};

/** Sentences of the written subjects, of which the other one says something else of the same names. */
export const sentencePair =
  (domains: readonly Domain[], wordNet: WordNet): DrawPair =>
  (isSame, random) => {
    const { document, names } = drawDocument(pick(random, domains), 1, 'training', random, wordNet);
    const statements = drawStatements(document, names, { reworded: 0, most: 1 }, random);
    const found = statements.find(({ isContradicted }) => isContradicted !== isSame);
    return found && { first: document.text, second: found.text };
  };
