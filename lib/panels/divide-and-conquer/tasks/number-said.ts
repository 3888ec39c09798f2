import { answerText } from './answer-text';
import { onlyOf, type Told, toldIn } from './number-clause';
import { isSame, type NumberText } from './number-text';
import { plainText } from './plain-text';

/** A calculation that tries a result. */
const CHECKS =
  /^[^\p{L}\p{N}]*(?:(?:to|let(?:['’]s| us| me)|we can|i) )?(?:double-?)?(?:check|verif|confirm|proof|probe|prüf)/iu;
/** `× 9177` below another number. */
const COLUMN = /^\s*(?:[×x÷+−]|\*(?=\s))\s*\d[\d,. ]*$/i;

/** What a model takes back what it said before with. */
const CORRECTION =
  /(?<!\p{L})(?:no, wait|wait,|actually,|correction|oops|let me correct|that(?:['’]s| is| was) (?:wrong|incorrect|not right)|i made (?:a|an) (?:mistake|error))/giu;

/** Marks of Markdown and LaTeX taken out, so that only words, numbers and signs stay. */
const withoutMarkup = (text: string): string =>
  text
    .replace(/\\[dt]?frac\{(\d{1,60})\}\{(\d{1,60})\}/g, '$1/$2')
    .replace(/\\(?:text|mathrm|mathbf|textbf|mathit|operatorname)\s?(?=\{)/g, '')
    .replace(/\{([,.])\}/g, '$1')
    .replace(/(?<=\d)\\[,;!: ](?=\s?\d)/g, ' ')
    .replace(/\\(?:left|right|quad|qquad|[,;!()[\]])/g, ' ')
    .replace(/\\times|\\cdot/g, '×')
    .replace(/\\approx/g, '≈')
    .replace(/\\%/g, '%')
    .replace(/\^\{([-−+]?\d{1,9})\}/g, '^$1')
    .replace(/(?<=\d)\*\*(?=\d)/g, '^')
    .replace(/\*\*|__|[`{}]|\$(?!\d)|\$(?=\d[^$\n]{0,200}\$)|<\/?[a-z]{1,12}>/gi, ' ')
    .replace(/^[ \t]*(?:>[ \t]*)?(?:#{1,6}|[*•]|-(?=[ \t]))[ \t]+/gm, '')
    // "1. " before more on its line; a number alone keeps its point.
    .replace(/^[ \t]*\d{1,3}[.)][ \t]+(?=\S)/gm, '');

/** Sentences and lines with numbers; checks and what stands in parentheses only where nothing else is said. */
function clausesOf(text: string): string[] {
  const all = text.split(/\n+|(?<=[.!?;])\s+|[。！？；]/).filter(clause => /\d/.test(clause));
  const unchecked = all.filter(clause => !CHECKS.test(clause));
  const clauses = unchecked.length > 0 ? unchecked : all;
  const outside = clauses.map(clause => clause.replace(/\([^()]{0,400}\)/g, ' ').replace(/\(.{0,400}$/, ' '));
  return outside.some(clause => /\d/.test(clause)) ? outside.filter(clause => /\d/.test(clause)) : clauses;
}

/** All numbers that a text tells, clause by clause; not the upper numbers of a calculation in columns. */
const toldBy = (text: string): Told[] =>
  clausesOf(text).flatMap((clause, at, all) => (COLUMN.test(all[at + 1] ?? '') ? [] : (toldIn(clause) ?? [])));

/** Behind a mark: what is said first; a calculation that begins on the next line is read to its end. */
function firstOf(told: readonly Told[], text: string): NumberText | undefined {
  const [first] = told;
  const isWorking = /^\s*\n/.test(text) && first?.strength === 'equation';
  if (isWorking) return lastOf(told);
  return (told.find(({ strength }) => strength !== 'mentioned') ?? onlyOf(told))?.number;
}

/** Of a text without a mark: the last number that it calls a result, unless it begins with the bare answer and then explains it. */
function lastOf(told: readonly Told[]): NumberText | undefined {
  const strong = told.filter(({ strength }) => strength !== 'mentioned');
  const [first] = told;
  const last = strong.at(-1);
  if (!last || !first) return onlyOf(told)?.number;
  if (first.strength !== 'bare') return last.number;
  const others = strong.filter(({ number }) => !isSame(number, first.number));
  if (isSame(first.number, last.number) || others.every(({ strength }) => strength === 'equation')) return first.number;
  return undefined;
}

/**
 * The number that an answer means: in a field, a box or a tag, behind `####` or "Answer:" (see `answerText`); of an equation its result;
 * else the one that the text begins with, or the last one after "is", "=" and the like. Operands ("the product of 12 and 3"), counts ("4
 * steps"), remarks in parentheses, denied and rounded numbers are passed over, and what is taken back ("wait, that is wrong"). Numbers have
 * any form of `numbersIn`, in the digits of any script, with the markup of LaTeX, Markdown or HTML. Undefined where there is none;
 * `several` where it cannot be told which.
 *
 * @throws Failure `answer-unparsable` where the reasoning was cut off
 */
export function numberSaid(text: string): NumberText | 'several' | undefined {
  const { text: said, isMarked } = answerText(text, { said: true });
  const plain = withoutMarkup(plainText(said));
  if (!/\d/.test(plain)) return undefined;
  const correction = [...plain.matchAll(CORRECTION)].at(-1);
  const rest = correction ? plain.slice(correction.index + correction[0].length) : '';
  if (/\d/.test(rest)) return lastOf(toldBy(rest)) ?? 'several';
  const told = toldBy(plain);
  return (isMarked ? firstOf(told, plain) : lastOf(told)) ?? 'several';
}
