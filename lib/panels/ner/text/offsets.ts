/** Converts places of one text between code points, which Python counts, and UTF-16 units, which JavaScript counts. */
export interface Offsets {
  /** Length of the text in code points. */
  readonly length: number;
  /** The place in UTF-16 units; null outside of the text. */
  toUtf16(codePoint: number): number | null;
  /** The place in code points; null outside of the text and inside of a surrogate pair. */
  toCodePoint(utf16: number): number | null;
  /** The text between two places in code points; null where they are no range of the text. */
  slice(start: number, end: number): string | null;
}

const isHigh = (code: number): boolean => code >= 0xd800 && code < 0xdc00;
const isLow = (code: number): boolean => code >= 0xdc00 && code < 0xe000;

/** Length in code points; a surrogate without its other half counts as one. */
export function codePointLength(text: string): number {
  let length = text.length;
  for (let i = 1; i < text.length; i++) if (isLow(text.charCodeAt(i)) && isHigh(text.charCodeAt(i - 1))) length--;
  return length;
}

/**
 * Reads the text once; then a place takes time that grows with the logarithm of the number of surrogate pairs. Holds one number for each
 * pair and nothing for a text without any.
 */
export function offsetsOf(text: string): Offsets {
  /** Places of the pairs in UTF-16 units, ascending. The code-point place of pair n is its place less n. */
  const pairs: number[] = [];
  for (let i = 0; i + 1 < text.length; i++) {
    if (isHigh(text.charCodeAt(i)) && isLow(text.charCodeAt(i + 1))) pairs.push(i++);
  }
  const length = text.length - pairs.length;

  /** How many pairs stand before the first of which `isBehind` holds. */
  function count(isBehind: (pair: number, index: number) => boolean): number {
    let [low, high] = [0, pairs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBehind(pairs[middle] ?? 0, middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  function toUtf16(codePoint: number): number | null {
    if (!Number.isInteger(codePoint) || codePoint < 0 || codePoint > length) return null;
    return codePoint + count((pair, index) => pair - index >= codePoint);
  }

  return {
    length,
    toUtf16,
    toCodePoint(utf16) {
      if (!Number.isInteger(utf16) || utf16 < 0 || utf16 > text.length) return null;
      const before = count(pair => pair >= utf16);
      return before > 0 && pairs[before - 1] === utf16 - 1 ? null : utf16 - before;
    },
    slice(start, end) {
      const [from, to] = [toUtf16(start), toUtf16(end)];
      return from === null || to === null || from > to ? null : text.slice(from, to);
    },
  };
}
