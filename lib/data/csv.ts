import type * as PapaParse from 'papaparse';
import { readHeader } from './csv-header';
import { tooLongRow } from './json-row';
import { dataLimits } from './limits';
import type { Reader, RowSink } from './rows';

type Papa = Pick<typeof PapaParse, 'parse' | 'Parser'>;

/** The parser of comma-separated values, fetched when a file needs it. */
export async function loadCsv(): Promise<Papa> {
  return (await import('papaparse')).default;
}

/** Characters that may be read in vain, in rows whose quotes do not pair up, before the rest of the file is given up: bounds the time. */
const mostInVain = 8_000_000;

/** What papaparse tells after each row. `cursor` is where the next begins in the text that it was given. */
interface Step {
  data: string[][];
  errors: unknown[];
  meta: { cursor: number };
}

export interface CsvReader extends Reader {
  delimiter: string;
}

/**
 * Reads comma-separated values after RFC 4180, also with semicolons, tabs or bars; the first line names the columns. What a row is
 * and what its cells are is for papaparse to say. Here are the lines' numbers, and what bounds the damage of a quote that is never
 * closed: the row that it makes is left out, and reading starts anew behind the first line of it.
 *
 * @param head the first piece of the text, from which delimiter and line ends are guessed
 */
export function csvReader(papa: Papa, head: string, sink: RowSink): CsvReader {
  const guess = papa.parse<string[]>(head, {
    preview: 10,
    // Otherwise the empty row behind the last line end counts as one of another width.
    skipEmptyLines: true,
    delimitersToGuess: [',', '\t', ';', '|'],
  }).meta;
  const { delimiter } = guess;
  // With LF a file of mixed line ends is read too; the CR before it is taken off below.
  const newline = guess.linebreak === '\r' ? '\r' : '\n';
  let names: (string | null)[] | undefined;
  let rest = '';
  let line = 1;
  let inVain = 0;
  /** Passing over the rest of a line that is too long. */
  let isSkipping = false;

  function take(cells: string[]): void {
    if (cells.length === 1 && cells[0]!.trim() === '') return;
    if (!names) names = readHeader(cells, line, sink);
    else if (cells.length !== names.length)
      sink.leaveOut(
        line,
        `It has ${count(cells.length, 'cell')}; the first line names ${count(names.length, 'column')}.`,
      );
    else {
      const entries = names.map((name, index) => [name, cells[index]!] as const);
      sink.add(line, Object.fromEntries(entries.filter(([name]) => name !== null)));
    }
  }

  /** Reads what can be read of `rest`; answers whether to go on with what is left of it. */
  function readOn(isLast: boolean): boolean {
    const text = rest;
    let done = 0;
    let spoiled = 0;
    const parser = new papa.Parser({
      delimiter,
      newline,
      step: ({ data, errors, meta }: Step) => {
        const start = done;
        const end = meta.cursor;
        const breaks = countBreaks(text, start, end);
        const firstBreak = text.indexOf(newline, start);
        if (errors.length > 0 && firstBreak >= 0 && firstBreak + 1 < end) spoiled = end - start;
        else {
          if (errors.length > 0) sink.leaveOut(line, quotes);
          else if (end - start > dataLimits.row) sink.leaveOut(line, tooLongRow);
          else take(withoutCarriage(data[0]!, text, start, end));
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

  /** Leaves out the line at the start of `rest`, whose row took up so many characters, and answers whether to go on behind it. */
  function restart(reason: string, taken: number): boolean {
    sink.leaveOut(line, reason);
    inVain += taken;
    if (inVain > mostInVain) sink.stop(line, 'Too many rows have quotes that do not pair up.');
    const next = rest.indexOf(newline) + 1;
    line += countBreaks(rest, 0, next);
    rest = rest.slice(next);
    return !sink.isFull;
  }

  /** A CR before a LF belongs to the line end, unless the last cell is quoted, in which case papaparse has left it out. */
  function withoutCarriage(cells: string[], text: string, start: number, end: number): string[] {
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
      while (readOn(false));
    },
    end() {
      while (rest !== '' && !sink.isFull && readOn(true));
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
