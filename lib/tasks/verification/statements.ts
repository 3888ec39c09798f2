import { withoutThinking } from '../arithmetic/parse';

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** The sentences of a text, as Unicode's rules find them (UAX 29). */
export const sentencesOf = (text: string): string[] =>
  [...segmenter.segment(text)].map(({ segment }) => segment.trim()).filter(sentence => sentence !== '');

/** `#Statement 3#: `, as the split prompt asks for, and what models make of it. */
const MARK = /^[ \t*]*#?\s*statement\s*\d+\s*#?\s*[:.)-]?[ \t*]*/gim;

/** The statements of a model's split; a list with numbers or dashes is read too. Empty if there are none. */
export function parseStatements(text: string): string[] {
  const visible = withoutThinking(text);
  const isMarked = visible.match(MARK) !== null;
  const pieces = isMarked
    ? visible.split(MARK).slice(1)
    : visible.split(/^[ \t]*(?:\d+[.)]|[-*\u2022])[ \t]+/m).slice(1);
  return pieces.map(piece => piece.replace(/\s+/g, ' ').trim()).filter(piece => piece !== '');
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** From this share of its words on, a sentence counts as kept: models drop an article or straighten a quote. */
const KEPT = 0.8;

/** Whether a text still holds a sentence: by the share of its words that occur there, so that small rewordings pass. */
export function holds(text: string, sentence: string): boolean {
  const words = wordsOf(sentence);
  const there = new Set(wordsOf(text));
  return words.length > 0 && words.filter(word => there.has(word)).length / words.length >= KEPT;
}
