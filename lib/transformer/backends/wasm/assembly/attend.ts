import { mixOne, mixTwo } from './mix';
import { pageOf, pageRow, pageSlots } from './page';
import { oneF32, twoF32 } from './panel-f32';
import { softmax } from './softmax';

/** Slots whose values stay in the first cache while all queries of a block go over them; whole pages. */
// @ts-ignore: decorator
@inline
const slotsAtOnce: u32 = 128;

/**
 * Attention of `rows` consecutive tokens of a sequence in one layer, for `kvHeads` KV heads, each shared by `group` query heads. Of the
 * slots of its KV head, lengths[head] + ahead, the first row sees one more, each later row a further one.
 * q, out: [rows][stride] floats, of which [kvHeads][group][headDim] count, headDim a multiple of 16.
 * table, apart: see ./page; the first head's list, the next one's `tableBytes` further. lengths: [kvHeads] u32.
 * queries, mixed: scratch, [rows * group][headDim]. scores: [rows * group][scoreStride], which holds the last head's attention weights
 * afterwards; scoreStride is at least the last row's slots rounded up to a page.
 */
export function attend(
  out: usize, outStride: u32, q: usize, qStride: u32, rows: u32,
  table: usize, tableBytes: u32, apart: usize, lengths: usize, ahead: u32,
  kvHeads: u32, group: u32, headDim: u32, scale: f32,
  queries: usize, mixed: usize, scores: usize, scoreStride: u32,
): void {
  const headBytes: usize = (<usize>headDim) << 2;
  const groupBytes = headBytes * group;
  const scoreBytes: usize = (<usize>scoreStride) << 2;
  for (let head: u32 = 0; head < kvHeads; head++) {
    const length = load<u32>(lengths) + ahead + 1;
    gather(queries, q, (<usize>qStride) << 2, groupBytes, rows, scale);
    score(scores, scoreBytes, queries, headBytes, rows * group, table, length + rows - 1);
    weigh(scores, scoreBytes, length, rows, group);
    blend(mixed, headBytes, scores, scoreBytes, rows * group, table, apart, length + rows - 1);
    scatter(out, (<usize>outStride) << 2, mixed, groupBytes, rows);
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

/** scores[query][slot] = query . key, page by page. A page's slots beyond the last are read too; {@link weigh} masks them. */
// @ts-ignore: decorator
@inline
function score(scores: usize, scoreBytes: usize, queries: usize, headBytes: usize, count: u32, table: usize, slots: u32): void {
  for (let slot: u32 = 0; slot < slots; slot += pageSlots) {
    const keys = pageOf(table, slot);
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
function weigh(scores: usize, scoreBytes: usize, length: u32, rows: u32, group: u32): void {
  const padded = (length + rows + 2) & ~3;
  for (let row: u32 = 0; row < rows; row++) {
    for (let i: u32 = 0; i < group; i++) {
      softmax(scores, length + row, padded);
      scores += scoreBytes;
    }
  }
}

/** mixed[query] = sum over slots of weights[query][slot] value[slot]. */
// @ts-ignore: decorator
@inline
function blend(mixed: usize, headBytes: usize, weights: usize, weightBytes: usize, count: u32, table: usize, apart: usize, slots: u32): void {
  const end = mixed + headBytes * count;
  for (let p = mixed; p < end; p += 16) v128.store(p, f32x4.splat(0));
  for (let slot: u32 = 0; slot < slots; slot += slotsAtOnce) {
    const some = min(slots - slot, slotsAtOnce);
    const pages = table + ((<usize>(slot / pageSlots)) << 2);
    let values = apart;
    for (let i: usize = 0; i < headBytes; i += 64) {
      let x = weights + ((<usize>slot) << 2);
      let target = mixed + i;
      let left = count;
      for (; left >= 2; left -= 2) {
        mixTwo(target, headBytes, x, weightBytes, pages, values, some);
        x += weightBytes << 1;
        target += headBytes << 1;
      }
      if (left > 0) mixOne(target, x, pages, values, some);
      values += <usize>pageSlots * pageRow;
    }
  }
}

// @ts-ignore: decorator
@inline
function scatter(out: usize, rowBytes: usize, mixed: usize, groupBytes: usize, rows: u32): void {
  for (let row: u32 = 0; row < rows; row++) {
    for (let i: usize = 0; i < groupBytes; i += 16) v128.store(out + i, v128.load(mixed + i));
    out += rowBytes;
    mixed += groupBytes;
  }
}
