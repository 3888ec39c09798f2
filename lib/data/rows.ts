import { leaveOut, type LeftOutList, nothingLeftOut } from './left-out';
import { dataLimits, thousands } from './limits';

/** One record of a file, with all values as text. */
export interface Row {
  /** Number of its first line in the file, from 1. */
  line: number;
  /** Values by column; nested values as JSON, null as an empty text. Read them with {@link fieldOf}, because the names come from the file. */
  fields: Record<string, string>;
}

/** A value of a row; undefined if the row does not have it. Safe for column names such as `constructor`. */
export const fieldOf = ({ fields }: Row, column: string): string | undefined =>
  Object.hasOwn(fields, column) ? fields[column] : undefined;

/** Receives a file's text in pieces, in order, and finds its rows. */
export interface Reader {
  push(text: string): void;
  /** Call after the last piece. A reader that has all its work there pauses meanwhile. */
  end(): void | Promise<void>;
}

/** Receives what a reader finds. */
export interface RowSink {
  /** Whether further rows are ignored, so that a reader can stop. */
  readonly isFull: boolean;
  add(line: number, fields: Record<string, string>): void;
  leaveOut(line: number, reason: string): void;
  /** Ends the reading; nothing from this line on is read. */
  stop(line: number, reason: string): void;
}

export interface RowCollector extends RowSink {
  readonly rows: Row[];
  /** Column names in the order of their first occurrence; at most {@link dataLimits.columns}. */
  readonly columns: string[];
  readonly leftOut: LeftOutList;
}

/**
 * Collects up to {@link dataLimits.rows} rows.
 * @param isDamaged whether U+FFFD in a text stands for invalid bytes; rows with it are then left out
 */
export function collectRows(isDamaged = false): RowCollector {
  const rows: Row[] = [];
  const columns = new Set<string>();
  const leftOut = nothingLeftOut();
  let isFull = false;

  function stop(line: number, reason: string): void {
    isFull = true;
    leaveOut(leftOut, line, `${reason} Nothing was read from here on.`);
  }

  return {
    rows,
    leftOut,
    get columns() {
      return [...columns];
    },
    get isFull() {
      return isFull;
    },
    add(line, fields) {
      if (isFull) return;
      const values = Object.entries(fields);
      if (rows.length >= dataLimits.rows) return stop(line, `It is beyond the ${thousands(dataLimits.rows)} rows.`);
      if (isDamaged && values.some(([, value]) => value.includes('\ufffd')))
        return leaveOut(leftOut, line, 'It holds bytes that are wrong in the encoding of this file.');
      for (const [name] of values) if (columns.size < dataLimits.columns) columns.add(name);
      rows.push({ line, fields });
    },
    leaveOut(line, reason) {
      if (!isFull) leaveOut(leftOut, line, reason);
    },
    stop(line, reason) {
      if (!isFull) stop(line, reason);
    },
  };
}
