import type { Random } from '@/lib/core/random';
import { chance, pick } from './choose';
import { type Part, partOf } from './held-out';

/** Sounds of an invented language. Several of them keep names from all looking alike. */
interface Sounds {
  onsets: readonly string[];
  vowels: readonly string[];
  codas: readonly string[];
  endings: readonly string[];
}

const list = (text: string): string[] => text.split(' ').map(sound => (sound === '-' ? '' : sound));

const languages: readonly Sounds[] = [
  {
    onsets: list('b br d f g gr h k kr l m n p r s st t tr v w'),
    vowels: list('a e i o u a e o'),
    codas: list('- - - l n r s t'),
    endings: list('en er a o ik ard and el um is'),
  },
  {
    onsets: list('ch d l m n r s sh t v y z k j'),
    vowels: list('a e i o u ai ia ei'),
    codas: list('- - - - n m'),
    endings: list('ra na ko mi to sha ri lo a o'),
  },
  {
    onsets: list('b c d f g l m n p r s t v qu gl'),
    vowels: list('a e i o u a i o'),
    codas: list('- - - n r s l'),
    endings: list('elli ano ora ina etta ius ia ento osa al'),
  },
  {
    onsets: list('b bl br c cl d dr f fl g h k l m n p r s sk sl st sw t th tr w wh'),
    vowels: list('a e i o u ea oo ow ai'),
    codas: list('- - ck d ll n nd r rn ss st t x lm'),
    endings: list('ton ford ley by ham wick son er ing worth'),
  },
  {
    onsets: list('d g h j k kh m n r s t th v z zh dr'),
    vowels: list('a e i o u aa y ou'),
    codas: list('- - k n r sh th v l'),
    endings: list('ov ek ska in an yr uk eth ost ahn'),
  },
];

function word(random: Random): string {
  const sounds = pick(random, languages);
  const syllable = () => pick(random, sounds.onsets) + pick(random, sounds.vowels) + pick(random, sounds.codas);
  const start = chance(random, 0.15) ? pick(random, sounds.vowels) : '';
  const middle = chance(random, 0.3) ? syllable() + syllable() : syllable();
  const text = start + middle + (chance(random, 0.6) ? pick(random, sounds.endings) : syllable());
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A made-up word with a capital, from one part of all words. */
export function madeUpWord(random: Random, part: Part): string {
  for (;;) {
    const made = word(random);
    if (made.length <= 11 && partOf(made) === part) return made;
  }
}
