import { jsonList } from '../answer-text';
import { visibleText } from '../visible-text';

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Characters that are segmented at once: the segmenter's time grows with the square of a text that falls into many sentences. */
const WINDOW = 4000;

/** Without one of these a line is one sentence. */
const ENDS = /[.\p{Sentence_Terminal}\u2024\ufe52\uff0e]/u;

/** The sentences of a text, as Unicode's rules find them (UAX 29). */
export const sentencesOf = (text: string): string[] =>
  text
    // A line's end always ends a sentence.
    .split(/[\n\r\u0085\u2028\u2029]+/)
    .flatMap(line => (!ENDS.test(line) ? [line] : line.length <= WINDOW ? segments(line) : windows(line)))
    .map(sentence => sentence.trim())
    .filter(sentence => sentence !== '');

const segments = (text: string): string[] => [...segmenter.segment(text)].map(({ segment }) => segment);

/** The sentences of a long line, window by window; the last of a window may go on, so the next one begins with it. */
function windows(line: string): string[] {
  const found: string[] = [];
  let start = 0;
  for (let size = WINDOW; start < line.length;) {
    const isLast = start + size >= line.length;
    const pieces = segments(line.slice(start, start + size));
    const whole = isLast ? pieces : pieces.slice(0, -1);
    size = whole.length === 0 ? 2 * size : WINDOW;
    found.push(...whole);
    start += whole.reduce((length, piece) => length + piece.length, 0);
  }
  return found;
}

/** `#Statement 3#: `, as the split prompt asks for, and what models make of it: bold, headings, bullets, numbers before it. */
const MARK =
  /^[ \t*>\u2022-]{0,8}(?:\d{1,6}[.)][ \t]{0,4})?[*#]{0,6}[ \t]{0,4}statement[ \t]{0,4}\d{1,9}[ \t]{0,4}#?[*]{0,2}[ \t]{0,4}[:.)\u2013\u2014-]?[ \t*]{0,8}/gim;
const ITEM = /^[ \t]{0,20}(?:\d{1,6}[.)]|[-*\u2022])[ \t]+/m;

/** The statements of a model's split; a list with numbers or dashes, and one in JSON, are read too. Empty if there are none. */
export function parseStatements(text: string): string[] {
  const visible = visibleText(text);
  const isMarked = visible.match(MARK) !== null;
  const listed = isMarked ? undefined : jsonList(visible);
  const pieces = listed ?? visible.split(isMarked ? MARK : ITEM).slice(1);
  return pieces.map(untilBlankLine).filter(piece => piece !== '');
}

/** What follows a blank line or a fence is the model's own remark. */
const untilBlankLine = (piece: string): string =>
  (piece.trim().split(/\n[ \t]*(?:\n|```)/, 1)[0] ?? '')
    .replace(/\s+/g, ' ')
    .replace(/ ?\*\*$/, '')
    .trim();

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** From this share of its words on, a sentence counts as kept: models drop an article or straighten a quote. */
const KEPT = 0.8;

/**
 * Whether a text still holds a sentence: by the share of its words that occur in one sentence there (in as many on end as `sentence`
 * itself has), so that small rewordings pass, and words gathered from all over a text do not.
 */
export function holds(text: string, sentence: string): boolean {
  const words = wordsOf(sentence);
  const pieces = sentencesOf(text);
  const length = Math.max(1, sentencesOf(sentence).length);
  return pieces.some((_, start) => {
    const there = new Set(wordsOf(pieces.slice(start, start + length).join(' ')));
    return words.length > 0 && words.filter(word => there.has(word)).length / words.length >= KEPT;
  });
}
