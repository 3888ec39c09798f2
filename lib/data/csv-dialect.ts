import type * as PapaParse from 'papaparse';

/** How a file of separated values is written, and where its header is. */
interface Dialect {
  delimiter: string;
  newline: '\n' | '\r';
  /** What stands before a quote inside quotes: another quote (RFC 4180), or a backslash (MySQL, pandas with `escapechar`). */
  escape: '"' | '\\';
  /** Rows above the names of the columns: titles, comments, `sep=;`. */
  above: number;
  /** Whether each row has one cell more than the header: a name of the row, as R writes it. */
  hasRowNames: boolean;
}

/** Rows that are looked at. */
const preview = 40;
/** Rows that may stand above the header. */
const mostAbove = 20;

/** Excel's first line. */
const SEPARATOR = /^[ \t]*"?sep=([^\r\n])"?[ \t,;]*(?:\r\n|\n|\r|$)/i;
/** Lines of comments above the header. `#id,text` is a header. */
const COMMENTS = /^(?:[ \t]*(?:(?:#|\/\/|%|--)[ \t][^\r\n]*)?(?:\r\n|\n|\r))+/;
const isComment = (cell: string): boolean => /^\s*(?:#|\/\/|%|--)\s/.test(cell) || SEPARATOR.test(cell);
/** `"a" "b"`, as R's `write.table` writes. */
const SPACED = /^"[^"\r\n]*"(?: "[^"\r\n]*")+[ \t]*(?:\r|\n|$)/;
/** A quote behind a backslash that does not close its cell. */
const ESCAPED_QUOTE = /\\"(?!["\s,;|]|$)/;

/** @param head the first piece of the text */
export function dialectOf(papa: Pick<typeof PapaParse, 'parse'>, head: string): Dialect {
  const separator = SEPARATOR.exec(head);
  const body = head.slice(separator?.[0].length ?? 0).replace(COMMENTS, '');
  const detected = papa.parse<string[]>(body, {
    preview: 10,
    // Otherwise the empty row after the last line end would count as a row of another width.
    skipEmptyLines: true,
    delimitersToGuess: [',', '\t', ';', '|'],
  }).meta;
  const delimiter = separator?.[1] ?? (SPACED.test(body.trimStart()) ? ' ' : detected.delimiter);
  const escape = ESCAPED_QUOTE.test(body) ? '\\' : '"';
  const rows = papa.parse<string[]>(head, { preview, delimiter, escapeChar: escape }).data;
  // LF also reads a file of mixed line ends; the CR before an LF is removed by the reader.
  return { delimiter, newline: detected.linebreak === '\r' ? '\r' : '\n', escape, ...headerIn(rows) };
}

const isBlank = (cells: readonly string[]): boolean => cells.every(cell => cell.trim() === '');

/** A row without the empty cells at its end. */
const trimmed = (cells: readonly string[]): readonly string[] =>
  cells.slice(0, cells.findLastIndex(cell => cell.trim() !== '') + 1);

/** The first row that fits the rows below it: as wide as most of them, with a name in each column, below titles and comments only. */
function headerIn(rows: readonly string[][]): Pick<Dialect, 'above' | 'hasRowNames'> {
  const full = rows.filter(cells => !isBlank(cells));
  const width = usual(full.map(({ length }) => length));
  const named = (cells: readonly string[]): number => cells.filter(cell => cell.trim() !== '').length;
  const isTitle = (cells: readonly string[]): boolean =>
    isBlank(cells) || isComment(cells[0] ?? '') || named(cells) === 1 || named(cells) * 2 <= width;
  const usualNames = usual(full.map(cells => trimmed(cells).length));
  const fits = (cells: readonly string[]): boolean => {
    const isWide = [width, width - 1].includes(cells.length) || trimmed(cells).length === usualNames;
    const isNamed =
      named(cells) + Number(cells[0]?.trim() === '') >= Math.min(2, width) && named(cells) * 2 >= cells.length;
    return isWide && isNamed && !isBlank(cells) && !isComment(cells[0] ?? '');
  };
  const found = Math.max(0, rows.slice(0, mostAbove).findIndex(fits));
  // What stands below a line of values is a row, not a header.
  const isBelowTitles = rows.slice(0, found).every(isTitle) && !rows[found]?.some(isValue);
  const above = isBelowTitles ? found : 0;
  return { above, hasRowNames: haveNames(rows.slice(above + 1), rows[above]?.length ?? 0, width) };
}

/** Whether most rows have one cell more than the header, first a name: short, without spaces, and never the same twice. */
function haveNames(rows: readonly string[][], columns: number, width: number): boolean {
  const wide = rows.filter(cells => cells.length === columns + 1);
  const names = wide.map(([name = '']) => name);
  return (
    columns === width - 1 &&
    wide.length > 0 &&
    names.every(name => /^\S{1,40}$/.test(name)) &&
    new Set(names).size === names.length &&
    wide.every(cells => cells.at(-1)?.trim() !== '' && !cells[1]?.startsWith(' '))
  );
}

const isValue = (cell: string): boolean => cell.length > 100 || /^\s*[+-]?\d+(?:[.,]\d+)?\s*$/.test(cell);

/** The most frequent number, the larger one of equally frequent ones; 0 of none. */
function usual(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].sort(([a, times], [b, others]) => others - times || b - a)[0]?.[0] ?? 0;
}
