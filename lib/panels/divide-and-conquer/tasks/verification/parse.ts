import { Failure } from '@/lib/core/failure';
import { answerText } from '../answer-text';
import { contradictsInWords } from './in-words';
import type { Finding } from './problem';

/** A yes or no of its own: not the "no" of "no statement", nor of "no-one". */
const ALONE = /(?<![\p{L}\p{N}])(?:yes|no)(?=[^\p{L}\p{N}\s-]|\s*$|\s*\n)/giu;
const ANY = /(?<![\p{L}\p{N}])(?:yes|no)(?![\p{L}\p{N}-])/giu;

/**
 * The yes or no of an answer: the first behind a mark, one that the answer begins with, else the last that stands alone, else what its
 * words say about a contradiction.
 *
 * @throws Failure `answer-unparsable`
 */
export function parseFinding(text: string): Finding {
  const { text: said, isMarked } = answerText(text, { said: true });
  const alone = said.match(ALONE) ?? [];
  const isFirst = /^[^\p{L}\p{N}]*(?:yes|no)(?=[^\p{L}\p{N}\s-]|\s*$|\s*\n)/iu.test(said);
  const found = isMarked ? (alone[0] ?? said.match(ANY)?.[0]) : isFirst ? alone[0] : alone.at(-1);
  if (found) return found.toLowerCase() as Finding;
  const contradicts = contradictsInWords(said);
  if (contradicts !== undefined) return contradicts ? 'yes' : 'no';
  const any = said.match(ANY)?.at(-1);
  if (any) return any.toLowerCase() as Finding;
  throw new Failure('answer-unparsable', 'It says neither yes nor no.');
}

/** A letter of its own: not the article of "A statement", but that of "A is right"; and not the other one of "not B". */
const LETTER =
  /(?<![\p{L}\p{N}'’]|not\s)(?:B|A(?!\s+(?!is(?!\p{L})|because|since|as(?!\p{L})|\n)\p{Ll}))(?![\p{L}\p{N}'’])/gu;

/**
 * `A`, in line with the source, is no; `B`, a contradiction, is yes; without a letter, what the words say.
 *
 * @throws Failure `answer-unparsable`
 */
export function parseChoice(text: string): Finding {
  const { text: said, isMarked } = answerText(text, { said: true });
  // An answer that is a small letter means the letter; in running text it is an article.
  const letters = /^[^\p{L}\p{N}]*[ab][^\p{L}\p{N}]*$/u.test(said)
    ? [said.match(/[ab]/)?.[0].toUpperCase()]
    : (said.match(LETTER) ?? []);
  // An answer that begins with its letter means that one; one that ends with it, too.
  const isFirst = isMarked || /^[^\p{L}\p{N}]*[AB](?=[^\p{L}\p{N}\s'’]|\s*$|\s*\n)/u.test(said);
  const found = isFirst ? letters[0] : letters.at(-1);
  if (found) return found === 'B' ? 'yes' : 'no';
  const contradicts = contradictsInWords(said);
  if (contradicts === undefined) throw new Failure('answer-unparsable', 'It chooses neither A nor B.');
  return contradicts ? 'yes' : 'no';
}

/** A number with no sign, and not the tail of a fraction. */
const PLACE = /(?<![\d.,\-−\p{L}])\d+(?!\d)/gu;
const NAMED = /(?:candidate|option|choice|number|path|thought|no\.|#)[\s*#:]{0,4}(?<![\d.,\-−])(\d+)(?!\d)/giu;

/**
 * A vote for one of `count` candidates, counted from 0: the first number behind a mark or of an answer that begins with it, else the
 * last "candidate 2", else the last number; only numbers from 1 to `count` count.
 *
 * @throws Failure `answer-unparsable`
 */
export function parseBallot(text: string, count: number): number {
  const { text: said, isMarked } = answerText(text, { said: true });
  const inRange = (found: string[]) => found.map(Number).filter(number => number >= 1 && number <= count);
  const numbers = inRange(said.match(PLACE) ?? []);
  const named = inRange([...said.matchAll(NAMED)].map(([, number = '']) => number));
  const isFirst = isMarked || /^[^\p{L}\p{N}\-−]*\d+/u.test(said);
  const found = isFirst ? numbers[0] : (named.at(-1) ?? numbers.at(-1));
  if (found === undefined) throw new Failure('answer-unparsable', `It names none of the ${count} candidates.`);
  return found - 1;
}
