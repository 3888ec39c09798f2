import { Failure } from '@/lib/core/failure';
import { dataLimits } from './limits';
import type { RowSink } from './rows';

/** Longer than any name of a column that was seen; a document in its place is longer. */
const longestName = 100;

/**
 * The names of the columns: an empty one becomes `column 1` (as spreadsheets' and data frames' index columns are), and null stands
 * for a name that was there before, whose column is left out.
 *
 * @throws Failure `data-malformed` if the line holds values instead of names
 */
export function readHeader(cells: string[], line: number, sink: RowSink): (string | null)[] {
  if (cells.length > dataLimits.columns)
    throw new Failure(
      'data-malformed',
      `Line ${line} names ${cells.length} columns; at most ${dataLimits.columns} are read.`,
    );
  const names = cells.map((cell, index) => cell.trim() || `column ${index + 1}`);
  const isNumber = (name: string): boolean => /^[+-]?\d+([.,]\d+)?$/.test(name);
  const hasValues = names.some(name => name.length > longestName) || (names.some(isNumber) && !names.every(isNumber));
  if (hasValues)
    throw new Failure('data-malformed', `Line ${line} does not name the columns: add a line of names above it.`);
  const seen = new Set<string>();
  return names.map(name => {
    const isNew = !seen.has(name);
    seen.add(name);
    if (!isNew) sink.leaveOut(line, `It names the column "${name}" twice: only the first of them is read.`);
    return isNew ? name : null;
  });
}
