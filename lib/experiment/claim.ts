import * as z from 'zod/mini';
import { Failure } from '@/lib/core/failure';
import { parseJson } from '@/lib/core/json';
import { fromBase64Url, unfold } from './link';
import type { ResultTable } from './panel';

/** What a link says that came out of its experiment. Whoever opens it has not measured it. */
export interface Claim {
  /** Day of the run: `2026-11-30`. */
  day: string;
  table: ResultTable;
  /** Rows of the table that found no room in the link. */
  leftOut: number;
}

/** Characters that a claim may take in a link. */
export const longestClaim = 2_048;
/** Bytes of JSON that it may unfold to. */
export const largestClaim = 16 * 1024;
/** Columns of its table, and UTF-16 units of a cell. */
export const claimBounds = { columns: 40, cell: 200 } as const;
const cells = z.array(z.string().check(z.maxLength(claimBounds.cell))).check(z.maxLength(claimBounds.columns));

const schema = z.strictObject({
  day: z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/)),
  keys: z.int().check(z.minimum(1), z.maximum(claimBounds.columns)),
  columns: cells,
  rows: z.array(cells).check(z.maxLength(500)),
  leftOut: z.int().check(z.minimum(0), z.maximum(1e9)),
});

/** A claim as its JSON holds it. */
export type WrittenClaim = z.infer<typeof schema>;

/** The claim of a link, of the text that `claimIn` gives. @throws Failure `claim-malformed` */
export function readClaim(text: string): Claim {
  if (text.length > longestClaim) throw new Failure('claim-malformed', `It is longer than ${longestClaim} characters.`);
  const parsed = schema.safeParse(valueOf(text));
  if (!parsed.success) throw new Failure('claim-malformed');
  const { day, leftOut, keys, columns, rows } = parsed.data;
  if (rows.some(row => row.length !== columns.length))
    throw new Failure('claim-malformed', 'A row has another length.');
  return { day, leftOut, table: { keys, columns, rows } };
}

function valueOf(text: string): unknown {
  try {
    return parseJson(unfold(fromBase64Url(text), largestClaim), 'claim-malformed');
  } catch (cause) {
    throw new Failure('claim-malformed', '', { cause });
  }
}

/** A figure that was claimed, beside what was measured here. */
export interface ComparedCell {
  claimed: string;
  /** Undefined where there is no such figure here. */
  here: string | undefined;
}

/** A claim beside a table of this browser: rows are those of the same names, columns those of the same title. */
export function compareClaim({ table: claimed }: Claim, here: ResultTable | null): ComparedCell[][] {
  // A claim may say anything: with fewer names than a row has here, it would be compared with another row.
  const keys = Math.max(claimed.keys ?? 1, here?.keys ?? 1);
  const keyOf = (row: readonly string[]): string => JSON.stringify(row.slice(0, keys));
  const own = new Map((here?.rows ?? []).map(row => [keyOf(row), row]));
  const places = claimed.columns.map(column => here?.columns.indexOf(column) ?? -1);
  return claimed.rows.map(row => {
    const found = own.get(keyOf(row));
    return row.map((cell, column): ComparedCell => ({ claimed: cell, here: found?.[places[column] ?? -1] }));
  });
}

/** How many figures were measured here too, and how many of these are the same. */
export function countSame(
  rows: readonly (readonly ComparedCell[])[],
  keys: number,
): { compared: number; same: number } {
  const figures = rows
    .flatMap(row => row.slice(keys))
    .filter(({ claimed, here }) => here !== undefined && claimed !== '');
  return { compared: figures.length, same: figures.filter(({ claimed, here }) => claimed === here).length };
}
