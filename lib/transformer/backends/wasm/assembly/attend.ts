import { weightedSumOne, weightedSumTwo } from './weighted-sum';
import { keysOf, pageRow, pageSlots } from './page';
import { oneF32, twoF32 } from './panel-f32';
import { softmax } from './softmax';

/** Slots whose values stay in the first cache while all queries of a block go over them; whole pages. */
// @ts-ignore: decorator
@inline
const slotTile: u32 = 128;

/**
 * Attention of `rows` consecutive tokens of a sequence in one layer, for `kvHeads` KV heads, each shared by `group` query heads. Of the
 * slots of its KV head, lengths[head] + slotOffset, the first row sees one more, each later row a further one.
 * q, out: [rows][stride] floats, of which [kvHeads][group][headDim] count, headDim a multiple of 16.
 * table, valueOffset: see ./page; the first head's list, the next one's `tableBytes` further. lengths: [kvHeads] u32.
 * queries, weightedSums: scratch, [rows * group][headDim]. scores: [rows * group][scoreStride], which holds the last head's attention weights
 * afterwards; scoreStride is at least the last row's slots rounded up to a page.
 */
export function attend(
  out: usize, outStride: u32, q: usize, qStride: u32, rows: u32,
  table: usize, tableBytes: u32, valueOffset: usize, lengths: usize, slotOffset: u32,
  kvHeads: u32, group: u32, headDim: u32, scale: f32,
  queries: usize, weightedSums: usize, scores: usize, scoreStride: u32,
): void {
  const headBytes: usize = (<usize>headDim) << 2;
  const groupBytes = headBytes * group;
  const scoreBytes: usize = (<usize>scoreStride) << 2;
  for (let head: u32 = 0; head < kvHeads; head++) {
    const length = load<u32>(lengths) + slotOffset + 1;
    gather(queries, q, (<usize>qStride) << 2, groupBytes, rows, scale);
    score(scores, scoreBytes, queries, headBytes, rows * group, table, length + rows - 1);
    softmaxRows(scores, scoreBytes, length, rows, group);
    weightedSum(weightedSums, headBytes, scores, scoreBytes, rows * group, table, valueOffset, length + rows - 1);
    scatter(out, (<usize>outStride) << 2, weightedSums, groupBytes, rows);
    q += groupBytes;
    out += groupBytes;
    table += tableBytes;
    lengths += 4;
  }
}

/** The queries of a group side by side, scaled. */
// @ts-ignore: decorator
@inline
function gather(queries: usize, q: usize, rowBytes: usize, groupBytes: usize, rows: u32, scale: f32): void {
  const factor = f32x4.splat(scale);
  for (let row: u32 = 0; row < rows; row++) {
    for (let i: usize = 0; i < groupBytes; i += 16) v128.store(queries + i, f32x4.mul(v128.load(q + i), factor));
    q += rowBytes;
    queries += groupBytes;
  }
}

/** scores[query][slot] = query . key, page by page. A page's slots beyond the last are read too; {@link softmaxRows} masks them. */
// @ts-ignore: decorator
@inline
function score(scores: usize, scoreBytes: usize, queries: usize, headBytes: usize, count: u32, table: usize, slots: u32): void {
  for (let slot: u32 = 0; slot < slots; slot += pageSlots) {
    const keys = keysOf(table, slot);
    let target = scores + ((<usize>slot) << 2);
    let query = queries;
    let left = count;
    for (; left >= 2; left -= 2) {
      twoF32(target, scoreBytes, query, headBytes, keys, headBytes * 16, false);
      target += scoreBytes << 1;
      query += headBytes << 1;
    }
    if (left > 0) oneF32(target, query, keys, headBytes * 16, false);
  }
}

/** Scores to weights. What a row does not see yet weighs nothing. */
// @ts-ignore: decorator
@inline
function softmaxRows(scores: usize, scoreBytes: usize, length: u32, rows: u32, group: u32): void {
  const padded = (length + rows + 2) & ~3;
  for (let row: u32 = 0; row < rows; row++) {
    for (let i: u32 = 0; i < group; i++) {
      softmax(scores, length + row, padded);
      scores += scoreBytes;
    }
  }
}

/** weightedSums[query] = sum over slots of weights[query][slot] value[slot]. */
// @ts-ignore: decorator
@inline
function weightedSum(weightedSums: usize, headBytes: usize, weights: usize, weightBytes: usize, count: u32, table: usize, valueOffset: usize, slots: u32): void {
  const end = weightedSums + headBytes * count;
  for (let p = weightedSums; p < end; p += 16) v128.store(p, f32x4.splat(0));
  for (let slot: u32 = 0; slot < slots; slot += slotTile) {
    const some = min(slots - slot, slotTile);
    const pages = table + ((<usize>(slot / pageSlots)) << 2);
    let values = valueOffset;
    for (let i: usize = 0; i < headBytes; i += 64) {
      let x = weights + ((<usize>slot) << 2);
      let target = weightedSums + i;
      let left = count;
      for (; left >= 2; left -= 2) {
        weightedSumTwo(target, headBytes, x, weightBytes, pages, values, some);
        x += weightBytes << 1;
        target += headBytes << 1;
      }
      if (left > 0) weightedSumOne(target, x, pages, values, some);
      values += <usize>pageSlots * pageRow;
    }
  }
}

// @ts-ignore: decorator
@inline
function scatter(out: usize, rowBytes: usize, weightedSums: usize, groupBytes: usize, rows: u32): void {
  for (let row: u32 = 0; row < rows; row++) {
    for (let i: usize = 0; i < groupBytes; i += 16) v128.store(out + i, v128.load(weightedSums + i));
    out += rowBytes;
    weightedSums += groupBytes;
  }
}
