import type * as PapaParse from 'papaparse';
import { fitCells } from './csv-cells';
import { dialectOf } from './csv-dialect';
import { readHeader } from './csv-header';
import { tooLongRow } from './json-row';
import { dataLimits } from './limits';
import type { Reader, RowSink } from './rows';

type Papa = Pick<typeof PapaParse, 'parse' | 'Parser'>;

/** Loads the CSV parser. */
export async function loadCsv(): Promise<Papa> {
  return (await import('papaparse')).default;
}

/** Maximum characters in rows with unpaired quotes, after which reading stops. Bounds the time, because each such row is read twice. */
const maxSpoiled = 8_000_000;

/** papaparse's report after each row. `cursor` is the offset of the next row in the text. */
interface Step {
  data: string[][];
  errors: unknown[];
  meta: { cursor: number };
}

export interface CsvReader extends Reader {
  delimiter: string;
}

/**
 * Reads delimiter-separated values after RFC 4180, with commas, semicolons, tabs or bars; the first line that fits the rows below it names
 * the columns (see `dialectOf`). papaparse
 * finds rows and cells. This reader adds line numbers and limits the damage of a quote that is never closed: it leaves out the first line
 * of the row with that quote and continues with the next line.
 *
 * @param head the first piece of the text, from which the delimiter and the line ends are detected
 * @throws Failure `data-malformed` (while reading) if the first line does not name the columns
 */
export function csvReader(papa: Papa, head: string, sink: RowSink): CsvReader {
  const { delimiter, newline, escape, above, hasRowNames } = dialectOf(papa, head);
  let names: (string | null)[] | undefined;
  /** Rows so far, up to the header. */
  let seen = 0;
  let rest = '';
  let line = 1;
  let spoiledTotal = 0;
  /** Whether the rest of a line that is too long is being skipped. */
  let isSkipping = false;

  function addRow(row: string[]): void {
    const isBlank = row.every(cell => cell.trim() === '');
    if (!names && seen++ < above) {
      if (!isBlank) sink.leaveOut(line, 'It stands above the names of the columns.');
      return;
    }
    if (isBlank && (row.length === 1 || !names)) return;
    if (!names) {
      names = readHeader(hasRowNames ? ['', ...row] : row, line, sink);
      return;
    }
    const cells = fitCells(row, names.length, delimiter).map(plain);
    if (cells.length !== names.length)
      sink.leaveOut(line, `It has ${count(cells.length, 'cell')}; the header names ${count(names.length, 'column')}.`);
    else {
      const entries = names.map((name, index) => [name, cells[index] ?? ''] as const);
      sink.add(line, Object.fromEntries(entries.filter(([name]) => name !== null)));
    }
  }

  /** Quotes outside quotes keep their backslash in the parser. */
  const plain = (cell: string): string => (escape === '\\' ? cell.replaceAll('\\"', '"') : cell);

  /** Reads the complete rows of `rest`. Returns whether to call it again for the remaining text. */
  function readRows(isLast: boolean): boolean {
    const text = rest;
    let done = 0;
    let spoiled = 0;
    const parser = new papa.Parser({
      delimiter,
      newline,
      escapeChar: escape,
      step: ({ data, errors, meta }: Step) => {
        const start = done;
        const end = meta.cursor;
        const breaks = countBreaks(text, start, end);
        const firstBreak = text.indexOf(newline, start);
        if (errors.length > 0 && firstBreak >= 0 && firstBreak + 1 < end) spoiled = end - start;
        else {
          if (errors.length > 0) sink.leaveOut(line, quotes);
          else if (end - start > dataLimits.row) sink.leaveOut(line, tooLongRow);
          else addRow(withoutCarriageReturn(data[0] ?? [], text, start, end));
          done = end;
          line += breaks;
        }
        if (spoiled > 0 || sink.isFull) parser.abort();
      },
    } as never);
    parser.parse(text, 0, !isLast);
    rest = text.slice(done);
    if (sink.isFull) return false;
    if (spoiled > 0) return restart(quotes, spoiled);
    if (isLast || rest.length <= dataLimits.row) return false;
    if (rest.includes(newline)) return restart(`${tooLongRow} Perhaps a quote is not closed.`, rest.length);
    sink.leaveOut(line, tooLongRow);
    isSkipping = true;
    rest = '';
    return false;
  }

  /** Leaves out the first line of `rest`, whose row has `length` characters. Returns whether to continue after it. */
  function restart(reason: string, length: number): boolean {
    sink.leaveOut(line, reason);
    spoiledTotal += length;
    if (spoiledTotal > maxSpoiled) sink.stop(line, 'Too many rows have quotes that do not pair up.');
    const next = rest.indexOf(newline) + 1;
    line += countBreaks(rest, 0, next);
    rest = rest.slice(next);
    return !sink.isFull;
  }

  /** Removes the CR of a CR LF line end from the last cell, unless the cell is quoted: then papaparse has removed it. */
  function withoutCarriageReturn(cells: string[], text: string, start: number, end: number): string[] {
    const last = cells.at(-1) ?? '';
    if (newline !== '\n' || !last.endsWith('\r')) return cells;
    const stop = text[end - 1] === '\n' ? end - 1 : end;
    const from = stop - last.length;
    const isPlain = text.startsWith(last, from) && (from === start || text.startsWith(delimiter, from - 1));
    return isPlain ? [...cells.slice(0, -1), last.slice(0, -1)] : cells;
  }

  return {
    delimiter,
    push(text) {
      let piece = text;
      if (isSkipping) {
        const next = piece.indexOf(newline);
        if (next < 0) return;
        isSkipping = false;
        line++;
        piece = piece.slice(next + 1);
      }
      rest += piece;
      while (readRows(false));
    },
    end() {
      while (rest !== '' && !sink.isFull && readRows(true));
    },
  };
}

const quotes = 'Its quotes do not pair up: inside quotes a quote is written twice.';

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

/** Line ends (LF, CRLF, CR) in a stretch of text. */
function countBreaks(text: string, start: number, end: number): number {
  let breaks = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) breaks++;
  }
  return breaks;
}
