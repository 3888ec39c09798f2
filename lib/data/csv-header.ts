import { Failure } from '@/lib/core/failure';
import { dataLimits } from './limits';
import type { RowSink } from './rows';

/** Maximum characters of a column name. A longer cell is a document, so the line holds values. */
const longestName = 100;

/**
 * The names of the columns. An empty name, as of an index column, becomes `column 1`. A repeated name becomes null, and its column is left
 * out.
 *
 * @throws Failure `data-malformed` if the line holds values instead of names, or too many names
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
