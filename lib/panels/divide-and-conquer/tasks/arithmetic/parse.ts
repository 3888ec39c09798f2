import { Failure } from '@/lib/core/failure';
import { answerText } from '../answer-text';
import { numberSaid } from '../number-said';
import { plainText } from '../plain-text';
import { MAX_DIGITS } from './numbers';

/** The longest result that can be right; anything longer is a model that loops. */
export const MAX_RESULT = 2 * MAX_DIGITS;

/**
 * The whole number that an answer means, as `numberSaid` tells it, in digits without leading zeros. A single group after a point
 * (`44.242`) is taken for decimals.
 *
 * @throws Failure `answer-unparsable` where there is none, or one that is negative, broken, ambiguous or too long
 */
export function parseNumber(text: string): string {
  const found = numberSaid(text);
  if (found === undefined) throw new Failure('answer-unparsable', 'It holds no number.');
  const [value, other] = found === 'several' ? [] : found.values;
  if (!value || (other && value.d === 1n && value.n !== 0n && other.n > value.n)) {
    throw new Failure('answer-unparsable', 'It cannot be told which number it means.');
  }
  if (value.n < 0n) throw new Failure('answer-unparsable', 'Its number is negative.');
  if (value.d !== 1n) throw new Failure('answer-unparsable', 'Its number is not a whole one.');
  const digits = value.n.toString();
  if (digits.length > MAX_RESULT) throw new Failure('answer-unparsable', `Its number has ${digits.length} digits.`);
  return digits;
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
  const plain = plainText(answerText(text).text).replace(LABEL, ' ');
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
