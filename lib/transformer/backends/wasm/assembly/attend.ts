import { weightedSumOne, weightedSumTwo } from './weighted-sum';
import { keysOf, pageRow, pageSlots } from './page';
import { oneF32, twoF32 } from './panel-f32';
import { softmax } from './softmax';

/** Number of slots whose values stay in the L1 cache while all queries read them; a multiple of a page. */
// @ts-ignore: decorator
@inline
const slotTile: u32 = 128;

/**
 * Attention of `rows` consecutive tokens of a sequence in one layer, for `kvHeads` KV heads, each shared by `group`
 * query heads. The first row attends to the first lengths[head] + slotOffset + 1 slots of its KV head, each later row
 * to one more.
 * q, out: [rows][stride] floats, of which [kvHeads][group][headDim] are used; headDim is a multiple of 16. scale: for
 * queries, with the factor of ./softmax.
 * table, valueOffset: see ./page; `table` is the list of the first head, the next list is `tableBytes` further.
 * lengths: [kvHeads] u32. queries, weightedSums: scratch, [rows * group][headDim].
 * scores: [rows * group][scoreStride]; afterwards it holds the attention weights of the last head. scoreStride is at
 * least the slot count of the last row, rounded up to a page.
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

/** Copies the queries of a group side by side, scaled. */
// @ts-ignore: decorator
@inline
export function gather(queries: usize, q: usize, rowBytes: usize, groupBytes: usize, rows: u32, scale: f32): void {
  const factor = f32x4.splat(scale);
  for (let row: u32 = 0; row < rows; row++) {
    for (let i: usize = 0; i < groupBytes; i += 16) v128.store(queries + i, f32x4.mul(v128.load(q + i), factor));
    q += rowBytes;
    queries += groupBytes;
  }
}

/**
 * scores[query][slot] = query . key, page by page. Also computes the unused slots of the last page; {@link
 * softmaxRows} masks them.
 */
// @ts-ignore: decorator
@inline
export function score(scores: usize, scoreBytes: usize, queries: usize, headBytes: usize, count: u32, table: usize, slots: u32): void {
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

/** Converts scores to weights. Slots beyond a row's position get weight 0. */
// @ts-ignore: decorator
@inline
export function softmaxRows(scores: usize, scoreBytes: usize, length: u32, rows: u32, group: u32): void {
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
export function weightedSum(weightedSums: usize, headBytes: usize, weights: usize, weightBytes: usize, count: u32, table: usize, valueOffset: usize, slots: u32): void {
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
export function scatter(out: usize, rowBytes: usize, weightedSums: usize, groupBytes: usize, rows: u32): void {
  for (let row: u32 = 0; row < rows; row++) {
    for (let i: usize = 0; i < groupBytes; i += 16) v128.store(out + i, v128.load(weightedSums + i));
    out += rowBytes;
    weightedSums += groupBytes;
  }
}
