import { Failure } from '@/lib/ground/failure';
import { MAX_DIGITS, withoutLeadingZeros } from './problem';

/** A number as models write it: digits, perhaps grouped in threes by commas, spaces, thin spaces, underscores or apostrophes. */
const NUMBER = /\d{1,3}(?:[, \u00a0\u2009\u202f_'’]\d{3})+(?!\d)|\d+/g;

/** Hidden reasoning that some models write before their answer. */
const THINKING = /<think>[\s\S]*?(<\/think>|$)/g;

/** The longest product that can be right; anything longer is a model that loops. */
const MAX_PRODUCT = 2 * MAX_DIGITS;

/**
 * The number of an answer: the first one behind the last "Answer:", else the last one in the text. Canonical form: digits without
 * leading zeros. Throws `answer-unparsable`.
 */
export function parseNumber(text: string): string {
  const visible = text.replace(THINKING, '');
  const marker = [...visible.matchAll(/answer\s*:/gi)].at(-1);
  const numbers = (marker ? visible.slice(marker.index + marker[0].length) : visible).match(NUMBER) ?? [];
  const found = marker ? numbers[0] : numbers.at(-1);
  if (found === undefined) throw new Failure('answer-unparsable', 'It holds no number.');
  const digits = withoutLeadingZeros(found.replace(/\D/g, ''));
  if (digits.length > MAX_PRODUCT) throw new Failure('answer-unparsable', `Its number has ${digits.length} digits.`);
  return digits;
}

/** The two digit strings of a split, leading zeros kept: the last `x,y` in the text. Throws `answer-unparsable`. */
export function parseParts(text: string): string[] {
  const found = [...text.replace(THINKING, '').matchAll(/(\d+)["'`]?\s*,\s*["'`]?(\d+)/g)].at(-1);
  if (!found?.[1] || !found[2]) throw new Failure('answer-unparsable', 'It holds no two numbers separated by a comma.');
  return [found[1], found[2]];
}
