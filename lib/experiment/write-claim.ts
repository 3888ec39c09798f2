import { deflateSync } from 'fflate';
import { cut } from '@/lib/core/cut';
import { claimBounds, largestClaim, longestClaim, type WrittenClaim } from './claim';
import type { ResultTable } from './panel';
import { toBase64Url } from './write-link';

/**
 * What came out of an experiment, for the end of its link. Rows that find no room are left out, the last ones first, and counted.
 *
 * @param createdAt milliseconds since 1970, of the run
 * @returns null where not even one row finds room, or there are more columns than a claim may have
 */
export function encodeClaim({ columns, rows, keys = 1 }: ResultTable, createdAt: number): string | null {
  const day = new Date(createdAt).toISOString().slice(0, 10);
  const cells = (row: readonly string[]) => row.map(cell => cut(cell, claimBounds.cell));
  if (columns.length > claimBounds.columns) return null;
  const encoded = (count: number): string | null => {
    const claim: WrittenClaim = {
      ...{ day, keys, columns: cells(columns), rows: rows.slice(0, count).map(cells) },
      leftOut: rows.length - count,
    };
    const json = new TextEncoder().encode(JSON.stringify(claim));
    if (json.length > largestClaim) return null;
    const text = toBase64Url(deflateSync(json, { level: 9 }));
    return text.length > longestClaim ? null : text;
  };
  // By halves: at `fits` rows it fits, at `exceeds` it does not.
  let [fits, exceeds] = [0, Math.min(rows.length, mostRows) + 1];
  while (exceeds - fits > 1) {
    const middle = (fits + exceeds) >> 1;
    if (encoded(middle) === null) exceeds = middle;
    else fits = middle;
  }
  return fits === 0 ? null : encoded(fits);
}

/** More rows than 2 KB hold. */
const mostRows = 100;
