import { jsonRows, tooLongRow } from './json-row';
import { dataLimits } from './limits';
import type { Reader, RowSink } from './rows';

/** Reads JSON Lines: one object on each line, or one list after a first one of names. Skips empty lines and leaves out malformed ones. */
export function jsonlReader(sink: RowSink): Reader {
  const rows = jsonRows(sink);
  return splitLines(dataLimits.row, (line, text) => {
    if (text === null) return sink.leaveOut(line, tooLongRow);
    if (text.trim() === '') return;
    rows.addText(line, text);
  });
}

const newline = 10;
const carriageReturn = 13;

/**
 * Splits a text into lines at LF, CRLF or CR, for any division into pieces. Reports null for a line of more than `longest` characters, and
 * does not hold more characters than that.
 */
function splitLines(longest: number, onLine: (line: number, text: string | null) => void): Reader {
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
