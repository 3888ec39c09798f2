import { Failure } from '@/lib/core/failure';
import { answerText } from '../answer-text';
import { plainText } from '../plain-text';
import { contradictsInWords } from './in-words';
import type { Finding } from './problem';

/** The choice repeated: `A/B:`, `(A or B)`. */
const CHOICES = /[([]?(?<![\p{L}\p{N}])(?:A\s?(?:\/|\||or)\s?B|B\s?(?:\/|\||or)\s?A)(?![\p{L}\p{N}])[)\]]?/gu;
/** Cyrillic and Greek capitals that look like A and B, standing alone. */
const LOOKS_LIKE_A = /(?<!\p{L})[АΑ](?!\p{L})/gu;
const LOOKS_LIKE_B = /(?<!\p{L})[ВΒ](?!\p{L})/gu;

/** Nothing but the letter; a small one, too, which in running text is an article. */
const ALONE = /^[^\p{L}\p{N}]*([AB])[^\p{L}\p{N}]*$/iu;
/** The letter at the beginning; the A of "A statement" is none. */
const BEGINS =
  /^[^\p{L}\p{N}]*(?:([AB])(?=\s*$|\s*\n|[^\p{L}\p{N}\s'’]|\s(?:\(|[–—-]|(?:is|because|since|as)(?!\p{L})))|([ab])(?=[).:]))/u;
/** `so B`, `option B`, `I choose B`, `but B`, `选B`. */
const CHOSEN =
  /(?:(?<!\p{L})(?:answer|option|choice|choose|chose|select|pick|letter|verdict|label|so|therefore|thus|hence|is|but|with|for)(?!\p{L})|选择?|答案[是为]?|選)[\s:="'“(*]{0,6}(?:(?:option|letter)\s)?([AB])(?![\p{L}\p{N}'’])(?!\s(?!is(?!\p{L})|because|since|as(?!\p{L}))\p{Ll})/giu;
const DENIED_BEFORE = /(?:not|n['’]t|never|neither|rather than|instead of|nor)\s(?:\p{L}{2,10}\s)?$/iu;
/** The letter at the end, behind a comma or a colon, or as a sentence of its own. */
const ENDS = /(?:^|[,:;–—-]\s*|[.!?。]\s+|\n\s*)["'“(*]{0,3}([AB])["'”)*.!\s]*$/u;
const TRUTH = /^[^\p{L}\p{N}]*(true|false)(?=[^\p{L}\p{N}\s-]|\s*$)/iu;

/** Words before which a small letter at the end is meant as one. */
const NAMES_LETTER = /^(?:option|choose|select|pick|letter|choice)/i;

/** The letters that are chosen in running text. */
const chosenIn = (text: string): string[] =>
  [...text.matchAll(CHOSEN)].flatMap(({ 0: whole, 1: letter = '', index }) => {
    const isAtEnd = !/[\p{L}\p{N}]/u.test(text.slice(index + whole.length));
    const isLetter = /[AB]/.test(letter) || (NAMES_LETTER.test(whole) && isAtEnd);
    return isLetter && !DENIED_BEFORE.test(text.slice(Math.max(0, index - 30), index)) ? [letter.toUpperCase()] : [];
  });

const findingOf = (letter: string): Finding => (letter.toUpperCase() === 'B' ? 'yes' : 'no');

/** The letter of an answer: its first, else its last, else the one that it chooses somewhere; `unsure` where two are chosen. */
function letterIn(text: string): string | undefined {
  const alone = ALONE.exec(text)?.[1];
  if (alone !== undefined) return alone;
  const begins = BEGINS.exec(text);
  const first = begins?.[1] ?? begins?.[2];
  const last = ENDS.exec(text)?.[1];
  if (first !== undefined) return last === undefined || last === first.toUpperCase() ? first : 'unsure';
  if (last !== undefined) return last;
  const chosen = new Set(chosenIn(text));
  return chosen.size > 1 ? 'unsure' : [...chosen][0];
}

/**
 * The choice of an answer: `A`, in line with the source, is no; `B`, a contradiction, is yes. Known are: the letter alone, behind a mark,
 * in a field or a box, at the beginning ("B, because"), at the end ("so B") or chosen ("I pick option B", "not A but B"); true (in line)
 * and false; else what the words say. Letters that belong to other words ("hepatitis B", "A statement") are none. Two letters, and a letter
 * whose own sentence says the opposite, are not read.
 *
 * @throws Failure `answer-unparsable`
 */
export function parseChoice(text: string): Finding {
  const said = lettersOf(answerText(text.replace(CHOICES, ' '), { said: true }).text);
  const letter = letterIn(said);
  const truth = TRUTH.exec(said)?.[1]?.toLowerCase();
  const found = letter === undefined ? truth && (truth === 'false' ? 'yes' : 'no') : findingOf(letter);
  const words = contradictsInWords(found === undefined ? said : besideLetter(said));
  if (letter === 'unsure' || (found !== undefined && words !== undefined && words !== (found === 'yes'))) {
    throw new Failure('answer-unparsable', 'It chooses both A and B.');
  }
  if (found !== undefined) return found as Finding;
  if (words === undefined) throw new Failure('answer-unparsable', 'It chooses neither A nor B.');
  return words ? 'yes' : 'no';
}

/** The sentence of the first letter; where that is nothing else, the next one. */
const besideLetter = (text: string): string =>
  text.split(/(?<=[.!?])\s+|\n+/).find(sentence => /\p{L}{3}/u.test(sentence)) ?? '';

const lettersOf = (text: string): string =>
  plainText(text)
    .replace(LOOKS_LIKE_A, 'A')
    .replace(LOOKS_LIKE_B, 'B')
    .replace(/\\(?:text|mathrm|mathbf|textbf)\s?(?=\{)/g, '')
    .replace(CHOICES, ' ')
    .replace(/[*_`$]+/g, '')
    .trim();
