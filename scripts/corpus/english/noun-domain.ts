import type { Random } from '@/lib/core/random';
import { shuffled } from './choose';
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

function typeOf({ word, synonyms, coarse }: Noun): EntityType {
  return {
    labels: [capital(word), capital(word), ...synonyms.map(capital)],
    coarse,
    forms: ['{w}', '{w} {w}', '{adj} {noun}'],
  };
}

/** A subject whose types are common nouns, so that a label can be any word. */
export function nounDomain(random: Random, nouns: readonly Noun[]): Domain {
  // Known words are much likelier than rare ones.
  const drawn = Array.from(
    { length: random.integer(2, 6) },
    () => nouns[Math.floor(nouns.length * random.next() ** 2)] as Noun,
  );
  const chosen = [...new Map(drawn.map(noun => [noun.word, noun])).values()];
  const types = Object.fromEntries(chosen.map((noun, i) => [String.fromCharCode(97 + i), typeOf(noun)]));
  const patterns = chosen.flatMap((noun, i) => {
    const gloss = noun.gloss
      .split(' ')
      .slice(0, 9)
      .join(' ')
      .replace(/[(){}|,#]/g, '');
    return shuffled(random, [...FRAMES.any, ...FRAMES[noun.coarse], ...FRAMES[noun.coarse]])
      .slice(0, 6)
      .map(frame =>
        frame
          .replaceAll('{a}', `{${String.fromCharCode(97 + i)}}`)
          .replaceAll('{n}', withArticle(noun.word))
          .replaceAll('{N}', noun.word)
          .replaceAll('{g}', gloss),
      );
  });
  return { name: 'nouns', types, patterns };
}
