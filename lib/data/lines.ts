import type { Reader } from './rows';

const newline = 10;
const carriageReturn = 13;

/**
 * Splits a text into lines at LF, CRLF or CR, for any division into pieces. Reports null for a line of more than `longest` characters, and
 * does not hold more characters than that.
 */
export function splitLines(longest: number, onLine: (line: number, text: string | null) => void): Reader {
  let line = 1;
  let held = '';
  let isTooLong = false;
  /** Whether the last character was a CR, so that an LF now belongs to the same line end. */
  let isAfterCarriageReturn = false;

  function append(text: string): void {
    if (isTooLong || held.length + text.length > longest) {
      isTooLong = true;
      held = '';
    } else held += text;
  }

  function finish(): void {
    onLine(line++, isTooLong ? null : held);
    held = '';
    isTooLong = false;
  }

  return {
    push(text) {
      let start = 0;
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        if (code === newline && isAfterCarriageReturn) start = i + 1;
        else if (code === newline || code === carriageReturn) {
          append(text.slice(start, i));
          finish();
          start = i + 1;
        }
        isAfterCarriageReturn = code === carriageReturn;
      }
      append(text.slice(start));
    },
    end() {
      if (held !== '' || isTooLong) finish();
    },
  };
}

export interface Line {
  /** From 1. */
  line: number;
  /** Without its line end; null where it is longer than it may be. */
  text: string | null;
}

/** The lines of a text that comes in pieces, in batches: one for each piece that ends a line. */
export async function* linesOf(
  pieces: AsyncIterable<string> | Iterable<string>,
  longest: number,
): AsyncGenerator<Line[], void, void> {
  let found: Line[] = [];
  const reader = splitLines(longest, (line, text) => found.push({ line, text }));
  function take(): Line[] {
    const lines = found;
    found = [];
    return lines;
  }
  for await (const piece of pieces) {
    reader.push(piece);
    if (found.length > 0) yield take();
  }
  await reader.end();
  if (found.length > 0) yield take();
}
