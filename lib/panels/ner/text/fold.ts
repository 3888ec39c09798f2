import { codePointLength } from './offsets';

/** Differences between two texts that say the same. */
export type Change = 'form' | 'quotes' | 'dashes' | 'space' | 'case';

/** Characters that show nothing: soft hyphen, zero-width characters, marks of direction, variation selectors, byte order mark. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]/g;

/** Each step leaves out one difference, character by character. Quotes and dashes come before the form, which would take some apart. */
const steps: Readonly<Record<Change, (text: string) => string>> = {
  quotes: text =>
    text
      .replace(/[\u2018-\u201b\u2032\u02b9\u02bc\u0060\u00b4\uff07]/g, "'")
      .replace(/[\u201c-\u201f\u2033\u00ab\u00bb\uff02]/g, '"'),
  dashes: text => text.replace(/[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g, '-'),
  form: text => text.replace(INVISIBLE, '').normalize('NFKD'),
  // Upper case first: it joins letters with several lower-case forms (long s), and writes the sharp s as two. Only the lower case of sigma
  // depends on what stands beside it.
  case: text => text.toUpperCase().toLowerCase().replaceAll('\u03c2', '\u03c3'),
  space: text => text.replace(/\s+/g, ''),
};

const order: readonly Change[] = ['quotes', 'dashes', 'form', 'case', 'space'];

/** A text without all differences, or without all but one. */
export const fold = (text: string, except?: Change): string =>
  order.reduce((folded, change) => (change === except ? folded : steps[change](folded)), text);

/** The differences between two texts that fold to the same. */
export const changesBetween = (a: string, b: string): Change[] =>
  order.filter(change => fold(a, change) !== fold(b, change));

/** A folded text that knows where its characters come from. */
export interface Folded {
  text: string;
  /** By character (UTF-16 unit) of the folded text: where what it comes from begins and ends, in code points. */
  starts: Int32Array;
  ends: Int32Array;
}

/**
 * Folds a text piece by piece. A piece is a character with the marks that combine with it, which folding may put in another order; every
 * character of a folded piece comes from the whole of it.
 */
export function foldWithPlaces(text: string): Folded {
  const folded: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const known = new Map<string, string>();
  let at = 0;
  for (const [piece] of text.matchAll(/[\s\S]\p{M}*/gu)) {
    const end = at + codePointLength(piece);
    const plain = known.get(piece) ?? fold(piece);
    known.set(piece, plain);
    folded.push(plain);
    for (let i = 0; i < plain.length; i++) {
      starts.push(at);
      ends.push(end);
    }
    at = end;
  }
  return { text: folded.join(''), starts: Int32Array.from(starts), ends: Int32Array.from(ends) };
}
