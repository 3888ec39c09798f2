/** Two texts, cut where they part: what both begin with, the first character that differs, and what follows it on each side. */
export interface Parting {
  shared: string;
  /** Counted from 1, in characters as a person counts them. */
  place: number;
  /** The differing character of each side; empty where that text ends before it. */
  marks: [string, string];
  rests: [string, string];
}

/** Whole characters: an accent or the second half of a pair is never cut off its letter. */
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Where two texts part; null if they are the same. */
export function partingOf(a: string, b: string): Parting | null {
  if (a === b) return null;
  const [left, right] = [segmenter.segment(a)[Symbol.iterator](), segmenter.segment(b)[Symbol.iterator]()];
  for (let place = 1; ; place++) {
    const [x, y] = [left.next(), right.next()];
    const marks: [string, string] = [x.done ? '' : x.value.segment, y.done ? '' : y.value.segment];
    if (marks[0] === marks[1]) continue;
    const at = x.done ? a.length : x.value.index;
    return {
      shared: a.slice(0, at),
      place,
      marks,
      rests: [a.slice(at + marks[0].length), b.slice(at + marks[1].length)],
    };
  }
}
