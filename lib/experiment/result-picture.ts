import * as z from 'zod/mini';
import type { ResultTable } from './panel';

/** One figure of a result: its words, and its length as a share of the longest possible bar. */
export type PicturedCell = { by: string; text: string; share: number };

/** The main figure of a result table as bars: a row for each thing that was compared, a bar for each value of `by`. */
export type ResultPicture = {
  /** What is drawn: `Correct %`. */
  measure: string;
  /** What the bars of a row differ in: `Digits`; null where a row has one bar. */
  by: string | null;
  /** Values of `by`, in the order of the table; empty where there is one bar. */
  columns: string[];
  rows: {
    title: string;
    /** A cell whose `by` is empty holds for the whole row. */
    cells: PicturedCell[];
  }[];
};

/** The picture of a table, from what the table says of itself; null where it names no figure or has no number. */
export function pictureOfTable({ columns, rows, figure }: ResultTable): ResultPicture | null {
  if (!figure) return null;
  const at = (title: string | undefined): number => (title === undefined ? -1 : columns.indexOf(title));
  const [name, value, by] = [at(figure.rows), at(figure.value), at(figure.by)];
  const read = rows.flatMap(cells => {
    const text = cells[value] ?? '';
    const number = numberIn(text);
    return number === null
      ? []
      : [{ title: cells[name] ?? '', by: cells[by] ?? '', text: text.replace(/ \(.*/, ''), number }];
  });
  if (read.length === 0) return null;
  const most = Math.max(...read.map(({ number }) => number.of ?? number.value), 1e-9);
  const full = figure.value.endsWith('%') ? 100 : most;
  const titles = [...new Set(read.map(({ title }) => title))];
  const values = [...new Set(read.map(cell => cell.by))].filter(text => text !== '');
  const isOne = values.length <= 1 && titles.length === read.length;
  return {
    measure: figure.value,
    by: isOne ? null : (figure.by ?? null),
    columns: isOne ? [] : values,
    rows: titles.map(title => ({
      title,
      cells: read
        .filter(cell => cell.title === title)
        .map(cell => ({
          by: isOne ? '' : cell.by,
          text: cell.text,
          share: Math.min(1, cell.number.value / (cell.number.of ?? full)),
        })),
    })),
  };
}

/** `12 of 24`, `96.3`, `1,590 of 1,599`, `0.644 (0.416 to 0.905)`; null for a cell without a number. */
function numberIn(text: string): { value: number; of: number | null } | null {
  const [, value, of] = /^(\d[\d,]*(?:\.\d+)?)(?: of (\d[\d,]*))?/.exec(text) ?? [];
  const plain = (digits: string) => Number(digits.replaceAll(',', ''));
  return value === undefined ? null : { value: plain(value), of: of === undefined ? null : plain(of) };
}

const text = z.string().check(z.maxLength(200));

const pictureSchema: z.ZodMiniType<ResultPicture> = z.strictObject({
  measure: text,
  by: z.nullable(text),
  columns: z.array(text).check(z.maxLength(20)),
  rows: z
    .array(
      z.strictObject({
        title: text,
        cells: z.array(z.strictObject({ by: text, text, share: z.number().check(z.minimum(0), z.maximum(1)) })),
      }),
    )
    .check(z.maxLength(40)),
});

/** Pictures by the file of their run: what `npm run record` writes for the home page. */
export const picturesSchema: z.ZodMiniType<Record<string, ResultPicture>> = z.record(z.string(), pictureSchema);
