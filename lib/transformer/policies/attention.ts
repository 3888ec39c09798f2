import type { HeadView, QueryHead } from './contract';
import { dotRow } from './vectors';

/**
 * What queries of the newest tokens attend to among the slots of their KV head. Flash attention and paged servers never form these weights;
 * they follow from the keys and the queries.
 */

/**
 * q . k / sqrt(headDim) of the newest `count` queries of one query head; -Infinity for slots of tokens after the query's.
 *
 * @param position tokens read: the newest query is that of the token before
 * @returns [query][slot], oldest query first
 */
export function attentionLogits(
  view: HeadView,
  { recent }: QueryHead,
  count: number,
  position: number,
): Float32Array[] {
  const { length, tokens, keys = new Float32Array() } = view;
  const queries = recent.slice(-count);
  return queries.map((query, i) => {
    const root = Math.sqrt(query.length);
    const token = position - queries.length + i;
    const row = new Float32Array(length).fill(-Infinity);
    for (let slot = 0; slot < length; slot++) {
      if (tokens[slot]! > token) continue;
      row[slot] = dotRow(query, keys, slot) / root;
    }
    return row;
  });
}

/** exp(x) / sum exp(x), in place. */
export function softmax(row: Float32Array): Float32Array {
  let largest = -Infinity;
  for (let i = 0; i < row.length; i++) largest = Math.max(largest, row[i]!);
  let sum = 0;
  for (let i = 0; i < row.length; i++) sum += row[i] = Math.exp(row[i]! - largest);
  for (let i = 0; i < row.length; i++) row[i]! /= sum;
  return row;
}

/** Attention weights of the newest queries of a head's whole group, averaged over them: [slot]. */
export function meanAttention(view: HeadView, count: number, position: number): Float32Array {
  const rows = (view.queries ?? []).flatMap(query => attentionLogits(view, query, count, position).map(softmax));
  return meanOf(rows, view.length);
}

/** Mean of rows of one length: [column]. */
export function meanOf(rows: readonly Float32Array[], length: number): Float32Array {
  const mean = new Float32Array(length);
  for (const row of rows) for (let i = 0; i < length; i++) mean[i]! += row[i]! / rows.length;
  return mean;
}
