import { jsonRows, tooLongRow } from './json-row';
import { dataLimits } from './limits';
import { splitLines } from './lines';
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
