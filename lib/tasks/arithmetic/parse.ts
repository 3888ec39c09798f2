import { Failure } from '@/lib/ground/failure';
import { MAX_DIGITS, withoutLeadingZeros } from './numbers';

/** A number as models write it: digits, perhaps grouped in threes by commas, spaces, thin spaces, underscores or apostrophes. */
const NUMBER = /\d{1,3}(?:[, \u00a0\u2009\u202f_'’]\d{3})+(?!\d)|\d+/g;

/** Hidden reasoning that some models write before their answer. */
const THINKING = /<think>[\s\S]*?(<\/think>|$)/g;

/** The longest result that can be right; anything longer is a model that loops. */
const MAX_RESULT = 2 * MAX_DIGITS;

/** A text without what a model thought aloud before it answered. */
export const withoutThinking = (text: string): string => text.replace(THINKING, '');

/**
 * The number of an answer: the first one behind the last "Answer:", else the last one in the text. Canonical form: digits without
 * leading zeros. Throws `answer-unparsable`.
 */
export function parseNumber(text: string): string {
  const visible = withoutThinking(text);
  const marker = [...visible.matchAll(/answer\s*:/gi)].at(-1);
  const numbers = (marker ? visible.slice(marker.index + marker[0].length) : visible).match(NUMBER) ?? [];
  const found = marker ? numbers[0] : numbers.at(-1);
  if (found === undefined) throw new Failure('answer-unparsable', 'It holds no number.');
  const digits = withoutLeadingZeros(found.replace(/\D/g, ''));
  if (digits.length > MAX_RESULT) throw new Failure('answer-unparsable', `Its number has ${digits.length} digits.`);
  return digits;
}

/** The two digit strings of a split, leading zeros kept: the last `x,y` in the text. Throws `answer-unparsable`. */
export function parseParts(text: string): string[] {
  const found = [...withoutThinking(text).matchAll(/(\d+)["'`]?\s*,\s*["'`]?(\d+)/g)].at(-1);
  if (!found?.[1] || !found[2]) throw new Failure('answer-unparsable', 'It holds no two numbers separated by a comma.');
  return [found[1], found[2]];
}

/**
 * One line of arithmetic in canonical form (`4821 * 7`, `33747 + 4821 * 10^1`, `Answer: 81957`): the last one of the text that looks
 * like one. Throws `answer-unparsable`.
 */
export function parseLine(text: string): string {
  const lines = withoutThinking(text).split('\n').map(canonicalLine);
  const found = lines.findLast(line => line !== undefined);
  if (found === undefined) throw new Failure('answer-unparsable', 'It holds no product, no sum and no answer.');
  return found;
}

const OPERATION = /\d+(?: (?:[*+]) \d+(?:\^\d+)?)+/;

function canonicalLine(line: string): string | undefined {
  const plain = line.replace(/\s*([×x*+])\s*/g, (_, sign: string) => (sign === '+' ? ' + ' : ' * '));
  const answer = /answer\s*:\s*(\d[\d, ]*)/i.exec(plain);
  if (answer?.[1]) return `Answer: ${withoutLeadingZeros(answer[1].replace(/\D/g, ''))}`;
  return OPERATION.exec(plain)?.[0];
}

/** A list of operations, separated by commas, semicolons or new lines, numbered or not. Throws `answer-unparsable` if there is none. */
export function parseList(text: string): string[] {
  const items = withoutThinking(text)
    .split(/[,;\n]/)
    .flatMap(item => canonicalLine(item.replace(/^\s*\d+[.)]\s+/, '')) ?? [])
    .filter(item => !item.startsWith('Answer'));
  if (items.length === 0) throw new Failure('answer-unparsable', 'It holds no list of products or sums.');
  return items;
}
