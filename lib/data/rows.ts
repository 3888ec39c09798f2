import { leaveOut, type LeftOutList, nothingLeftOut } from './left-out';
import { dataLimits, thousands } from './limits';

/** One record of a file: all values as text. */
export interface Row {
  /** Where it begins in the file, from 1. */
  line: number;
  /** By column; nested values as JSON, null as an empty text. Names come from outside: read it with {@link fieldOf}. */
  fields: Record<string, string>;
}

/** A value of a row; undefined if the row does not have it. A column may be called `constructor`. */
export const fieldOf = ({ fields }: Row, column: string): string | undefined =>
  Object.hasOwn(fields, column) ? fields[column] : undefined;

/** Takes a file's text in pieces, in order, and hands on its rows. */
export interface Reader {
  push(text: string): void;
  /** After the last piece. */
  end(): void;
}

/** Where a reader puts what it finds. */
export interface RowSink {
  /** No more is taken: a reader may stop. */
  readonly isFull: boolean;
  add(line: number, fields: Record<string, string>): void;
  leaveOut(line: number, reason: string): void;
  /** Ends the reading, and says from which line on. */
  stop(line: number, reason: string): void;
}

export interface RowCollector extends RowSink {
  readonly rows: Row[];
  /** Names that occur, in the order in which they came; at most {@link dataLimits.columns}. */
  readonly columns: string[];
  readonly leftOut: LeftOutList;
}

/**
 * Keeps up to {@link dataLimits.rows} rows.
 * @param isDamaged whether U+FFFD in a text stands for bytes that could not be read
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
