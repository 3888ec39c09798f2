import type { Random } from '@/lib/core/random';
import { pick, shuffled } from './choose';
import type { Domain, EntityType } from './domain';
import type { Coarse, Noun } from './wordnet';

/** Frames that say by a common noun what a name is. `{n}` is the noun with its article, `{N}` the noun alone, `{g}` the start of its gloss. */
const FRAMES: Readonly<Record<Coarse | 'any', readonly string[]>> = {
  any: [
    '{a} is {n}.',
    '{a} was the (best|oldest|first|last) known {N} in the (region|country).',
    'The {N} {a} is (described|mentioned) (in the third chapter|on page #).',
    '{a}, {g}, (was discussed|is well known).',
    '(Many|Few) know the {N} {a}.',
    'As {n}, {a} (is|was) (unusual|famous|typical).',
    'No other {N} is like {a}.',
  ],
  Person: [
    'The {N} {a} (spoke|arrived|left) (first|early|last).',
    '{a}, {n} (from the south|of # years), (agreed|refused|smiled).',
    'They asked the {N} {a} for help.',
    '{a} (worked|lived) as {n} for # years.',
    'She wanted to become {n} like {a}.',
  ],
  Organization: [
    'The {N} {a} (announced|published) its plans.',
    '(He|She) joined the {N} {a} in (May|the spring).',
    '{a}, {n} with # members, met (on Friday|again).',
  ],
  Location: [
    '(They|We) (travelled|came) to the {N} {a}.',
    'It is # miles from the {N} {a} to the border.',
    'The {N} (called|named) {a} lies in the (north|west).',
  ],
  Miscellaneous: [
    '(They|We) (saw|found|bought) the {N} {a}.',
    'The {N} (called|named) {a} was (sold|shown|lost).',
    'Of every {N} in the collection, {a} is the (largest|rarest).',
  ],
};

/** A label of several words' worth of letters, as a type is usually written: `Ferry`. */
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const withArticle = (noun: string): string => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;

const FORMS = ['{w}', '{w} {w}', '{adj} {noun}'];

function typeOf({ word, synonyms, coarse }: Noun): EntityType {
  return {
    labels: [capital(word), capital(word), ...synonyms.map(capital)],
    coarse,
    forms: FORMS,
  };
}

/** Sentences that say of the name in this slot that it is such a noun. */
function patternsOf(noun: Noun, slot: string, count: number, random: Random): string[] {
  const gloss = noun.gloss
    .split(' ')
    .slice(0, 9)
    .join(' ')
    .replace(/[(){}|,#]/g, '');
  return shuffled(random, [...FRAMES.any, ...FRAMES[noun.coarse], ...FRAMES[noun.coarse]])
    .slice(0, count)
    .map(frame =>
      frame
        .replaceAll('{a}', `{${slot}}`)
        .replaceAll('{n}', withArticle(noun.word))
        .replaceAll('{N}', noun.word)
        .replaceAll('{g}', gloss),
    );
}

/** Known words are much likelier than rare ones. */
const drawNoun = (random: Random, nouns: readonly Noun[]): Noun =>
  nouns[Math.floor(nouns.length * random.next() ** 2)] as Noun;

const slotOf = (i: number): string => String.fromCharCode(97 + i);

/** A subject whose types are common nouns, so that a label can be any word. */
export function nounDomain(random: Random, nouns: readonly Noun[]): Domain {
  const drawn = Array.from({ length: random.integer(2, 6) }, () => drawNoun(random, nouns));
  const chosen = [...new Map(drawn.map(noun => [noun.word, noun])).values()];
  const types = Object.fromEntries(chosen.map((noun, i) => [slotOf(i), typeOf(noun)]));
  return { name: 'nouns', types, patterns: chosen.flatMap((noun, i) => patternsOf(noun, slotOf(i), 6, random)) };
}

/** A class of more nouns says too little of each, one of fewer is a synonym. */
const CLASS_SIZE = { least: 3, most: 120 };
const byClass = new WeakMap<readonly Noun[], ReadonlyMap<string, readonly Noun[]>>();

/** The nouns of every class that is neither too wide nor too narrow. */
function classesOf(nouns: readonly Noun[]): ReadonlyMap<string, readonly Noun[]> {
  const known = byClass.get(nouns);
  if (known) return known;
  const all = new Map<string, Noun[]>();
  for (const noun of nouns) for (const name of noun.classes) all.set(name, [...(all.get(name) ?? []), noun]);
  const made = new Map([...all].filter(([, { length }]) => length >= CLASS_SIZE.least && length <= CLASS_SIZE.most));
  byClass.set(nouns, made);
  return made;
}

/**
 * A subject whose types are classes of common nouns: a sentence says `frigate`, and the label is `Ship`. Teaches which words belong to a
 * label, far beyond the written subjects. @throws RangeError where the nouns have no classes
 */
export function classDomain(random: Random, nouns: readonly Noun[]): Domain {
  const classes = classesOf(nouns);
  if (classes.size === 0) throw new RangeError('The nouns have no classes.');
  const chosen = new Map<string, Noun[]>();
  const wanted = random.integer(2, 5);
  for (let tries = 0; chosen.size < wanted && tries < 40; tries++) {
    // A class of a known noun, so that large classes are likelier than small ones.
    const names = drawNoun(random, nouns).classes.filter(one => classes.has(one));
    if (names.length === 0) continue;
    const name = pick(random, names);
    const members = classes.get(name) ?? [];
    // A noun belongs to one type only.
    const isApart = [...chosen].every(
      ([other]) => !members.some(({ word, classes: of }) => word === other || of.includes(other)),
    );
    if (isApart && !chosen.has(name))
      chosen.set(name, [...new Set(Array.from({ length: random.integer(2, 5) }, () => drawNoun(random, members)))]);
  }
  const entries = [...chosen];
  const types = Object.fromEntries(
    entries.map(([name, members], i) => [
      slotOf(i),
      { labels: [capital(name)], coarse: members[0]?.coarse ?? 'Miscellaneous', forms: FORMS } satisfies EntityType,
    ]),
  );
  const patterns = entries.flatMap(([, members], i) => members.flatMap(noun => patternsOf(noun, slotOf(i), 4, random)));
  return { name: 'classes', types, patterns };
}
