import { Failure } from '@/lib/core/failure';
import { answerText } from '../answer-text';
import { MAX_DIGITS, withoutLeadingZeros } from './numbers';

/**
 * A number as models write it: digits, perhaps grouped in threes by commas, spaces, thin spaces, underscores or apostrophes, or (from
 * two groups on, where it cannot be a fraction) by points; and perhaps a
 * fraction and a power of ten.
 */
const NUMBER =
  /(?:\d{1,3}(?:[, \u00a0\u2009\u202f_'’]\d{3})+(?!\d)|\d{1,3}(?:\.\d{3}){2,}(?!\d)|\d+)(?:\.\d+)?(?:e[+-]?\d{1,9})?/gi;
const GROUPED_BY_POINTS = /^\d{1,3}(?:\.\d{3}){2,}$/;

/** The longest result that can be right; anything longer is a model that loops. */
export const MAX_RESULT = 2 * MAX_DIGITS;

/** LaTeX's way to group digits: `4{,}821`, `4\,821`. */
const withoutLatexGroups = (text: string): string => text.replace(/\{,\}/g, ',').replace(/(?<=\d)\\[,;!:]/g, ' ');

/**
 * The number of an answer: the one behind the last "Answer:" (of an equation, its result), else the last one in the text. Canonical
 * form: digits without leading zeros.
 *
 * @throws Failure `answer-unparsable` where there is none, or one that is negative, broken or too long
 */
export function parseNumber(text: string): string {
  const { text: said, isMarked } = answerText(text, { said: true });
  const plain = withoutLatexGroups(said);
  const found = isMarked ? firstResult(plain) : [...plain.matchAll(NUMBER)].at(-1);
  if (found === undefined) throw new Failure('answer-unparsable', 'It holds no number.');
  if (/(?:^|[\s(:=$*])[-−]$/.test(found.input.slice(Math.max(0, found.index - 2), found.index))) {
    throw new Failure('answer-unparsable', 'Its number is negative.');
  }
  const [whole = '', fraction = ''] = GROUPED_BY_POINTS.test(found[0]) ? [found[0]] : found[0].split('.');
  if (/[1-9]/.test(fraction) || /e/i.test(found[0]))
    throw new Failure('answer-unparsable', 'Its number is not a whole one.');
  const digits = withoutLeadingZeros(whole.replace(/\D/g, ''));
  if (digits.length > MAX_RESULT) throw new Failure('answer-unparsable', `Its number has ${digits.length} digits.`);
  return digits;
}

/** The first number behind a mark; `4821 * 7 = 33747` on its line means the result. */
function firstResult(text: string): RegExpExecArray | undefined {
  const line = text.trimStart().split('\n', 1)[0] ?? '';
  const equals = line.lastIndexOf('=');
  const isEquation = equals >= 0 && /[*×·+x\\]/i.test(line.slice(0, equals));
  const result = isEquation ? [...line.slice(equals + 1).matchAll(NUMBER)][0] : undefined;
  return result ?? [...text.matchAll(NUMBER)][0];
}

/** Numbers one after the other, apart by a comma, `;`, `|`, `&` or "and", perhaps quoted or bold. */
const RUN = /(?<!\d)\d+(?!\d)(?:[\]"'`”’*_$)]{0,4}\s{0,3}(?:[,;|&]|and(?![a-z]))\s{0,3}[["'`“‘*_$(]{0,4}\d+(?!\d))+/gi;
/** What models call the parts, whose own numbers are none of the split. */
const LABEL = /(?<![a-z])(?:part|half|piece|number|string)\s{0,2}#?\d\s{0,2}(?:[:=.)-]|is(?![a-z]))/gi;

/**
 * The two digit strings of a split, leading zeros kept: the last `x,y` in the text, else the last two lines of digits.
 *
 * @throws Failure `answer-unparsable`
 */
export function parseParts(text: string): string[] {
  const plain = answerText(text).text.replace(LABEL, ' ');
  const run =
    plain.match(RUN)?.at(-1) ??
    plain
      .match(/^[^\d\n]*\d+[^\d\n]*$/gm)
      ?.slice(-2)
      .join('\n');
  const parts = run?.match(/\d+/g) ?? [];
  if (parts.length < 2) throw new Failure('answer-unparsable', 'It holds no two numbers separated by a comma.');
  if (parts.length > 2) throw new Failure('answer-unparsable', `It returned ${parts.length} parts in place of two.`);
  return parts;
}
