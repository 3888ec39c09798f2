import type { Span } from '../corpus';

/** The beginning of a text, and what of it and of its spans is left out. */
export interface Excerpt<S> {
  text: string;
  /** Those that begin in it. */
  spans: S[];
  /** Code points and spans that are left out. */
  left: number;
  leftSpans: number;
}

/** How far back a cut may move to the end of a word, in code points. */
const longestWord = 40;

/** A text of at most `most` code points, cut behind a word where one ends near: for lists, in which one sentence may have 20,000. */
export function excerptOf<S extends Pick<Span, 'start' | 'end'>>(
  text: string,
  spans: readonly S[],
  most: number,
): Excerpt<S> {
  if (text.length <= most) return { text, spans: [...spans], left: 0, leftSpans: 0 };
  const characters = [...text];
  if (characters.length <= most) return { text, spans: [...spans], left: 0, leftSpans: 0 };
  let end = most;
  while (end > most - longestWord && end > 0 && !/\s/.test(characters[end] ?? '')) end--;
  if (!/\s/.test(characters[end] ?? '')) end = most;
  const kept = spans.filter(({ start }) => start < end);
  return {
    text: characters.slice(0, end).join(''),
    spans: kept,
    left: characters.length - end,
    leftSpans: spans.length - kept.length,
  };
}
