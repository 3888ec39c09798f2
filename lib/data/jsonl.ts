import { readJsonRow, tooLongRow } from './json-row';
import { dataLimits } from './limits';
import { splitLines } from './lines';
import type { Reader, RowSink } from './rows';

/** Reads JSON Lines: one object a line; empty lines are passed over, broken ones left out. */
export function jsonlReader(sink: RowSink): Reader {
  return splitLines(dataLimits.row, (line, text) => {
    if (text === null) return sink.leaveOut(line, tooLongRow);
    if (text.trim() === '') return;
    const { fields, reason } = readJsonRow(text);
    if (fields) sink.add(line, fields);
    else sink.leaveOut(line, reason);
  });
}
