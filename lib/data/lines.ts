import type { Reader } from './rows';

const newline = 10;
const carriage = 13;

/**
 * Cuts a text into lines at LF, CRLF or CR, however its pieces fall. A line of more than `longest` characters is told as null, and
 * no more than so much of it is held.
 */
export function splitLines(longest: number, onLine: (line: number, text: string | null) => void): Reader {
  let line = 1;
  let held = '';
  let isTooLong = false;
  /** The last character was a CR, so that a LF now belongs to it. */
  let isAfterCarriage = false;

  function hold(text: string): void {
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
      for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at);
        if (code === newline && isAfterCarriage) start = at + 1;
        else if (code === newline || code === carriage) {
          hold(text.slice(start, at));
          finish();
          start = at + 1;
        }
        isAfterCarriage = code === carriage;
      }
      hold(text.slice(start));
    },
    end() {
      if (held !== '' || isTooLong) finish();
    },
  };
}
