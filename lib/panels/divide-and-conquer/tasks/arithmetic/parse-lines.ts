import { Failure } from '@/lib/core/failure';
import { answerText } from '../answer-text';
import { plainText } from '../plain-text';
import { visibleText } from '../visible-text';
import { MAX_RESULT, parseNumber } from './parse';

/**
 * One line of arithmetic in canonical form (`4821 * 7`, `33747 + 4821 * 10^1`, `Answer: 81957`): the last one of the text that looks
 * like one.
 *
 * @throws Failure `answer-unparsable`, also where a number in it is longer than any result
 */
export function parseLine(text: string): string {
  const lines = plainText(visibleText(text))
    .replace(/(answer\*{0,2}:\*{0,2})\s{0,4}\n\s{0,4}/gi, '$1 ')
    .split('\n')
    .map(line => canonicalLine(withoutGroups(line)));
  const found = lines.findLast(line => line !== undefined);
  if (found === undefined) throw new Failure('answer-unparsable', 'It holds no product, no sum and no answer.');
  return checkLengths(found);
}

/**
 * A list of operations, separated by commas, semicolons or new lines, numbered or not.
 *
 * @throws Failure `answer-unparsable` if there is none
 */
export function parseList(text: string): string[] {
  const visible = plainText(visibleText(text));
  // `4,821 * 7` is one factor where the list itself is parted by something else than a bare comma.
  const plain = /,\s|[;\n]/.test(visible) ? withoutGroups(visible) : visible;
  const items = plain
    .split(/[,;\n]/)
    .flatMap(item => canonicalLine(item.replace(/^\s*\d+[.)]\s+/, '')) ?? [])
    .filter(item => !item.startsWith('Answer'))
    .map(checkLengths);
  if (items.length === 0) throw new Failure('answer-unparsable', 'It holds no list of products or sums.');
  return items;
}

const OPERATION = /(?<!\d)\d+(?:\^\d+)?(?: [*+] \d+(?:\^\d+)?)+/;

/** What a line of use to a parser holds; most of what a model writes beside it is passed over quickly. */
const HOPEFUL = /answer|boxed|[*×·⋅∗x+\\]/i;

function canonicalLine(line: string): string | undefined {
  if (!/\d/.test(line) || !HOPEFUL.test(line)) return undefined;
  if (answerText(line).isMarked) return readAnswer(line);
  return OPERATION.exec(withPlainSigns(line))?.[0];
}

/** An answer without a number may only have been announced. */
function readAnswer(line: string): string | undefined {
  try {
    return `Answer: ${parseNumber(line)}`;
  } catch (error) {
    if (/\d/.test(answerText(line).text)) throw error;
    return undefined;
  }
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Multiplication as `*`, powers as `^`, one space around signs, no bold and no quotes. */
const withPlainSigns = (line: string): string =>
  line
    .replace(/\s+/g, ' ')
    .replace(/(?<=\d)\*\*(?=\d)/g, '^')
    .replace(/\*\*|[$"`]/g, '')
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, power => `^${[...power].map(digit => SUPERSCRIPTS.indexOf(digit)).join('')}`)
    .replace(/(?<=\d) ?\^ ?\{? ?(\d+) ?\}?/g, '^$1')
    .replace(/ ?(?:\\times|\\cdot|[*×·⋅∗]|(?<=\d ?)x(?= ?\d)) ?/gi, ' * ')
    .replace(/ ?\+ ?/g, ' + ');

/** `4,821` -> `4821`. */
const withoutGroups = (text: string): string => text.replace(/(?<=\d),(?=\d{3}(?!\d))/g, '');

/** @throws Failure `answer-unparsable` for numbers and shifts that no problem has: code must never compute `10^99999999` */
function checkLengths(line: string): string {
  const longest = Math.max(...(line.match(/\d+/g) ?? []).map(digits => digits.length));
  if (longest > MAX_RESULT) throw new Failure('answer-unparsable', `One of its numbers has ${longest} digits.`);
  const shift = Math.max(0, ...[...line.matchAll(/\^(\d+)/g)].map(([, power]) => Number(power)));
  if (shift > MAX_RESULT) throw new Failure('answer-unparsable', `It shifts a number by ${shift} places.`);
  return line;
}
