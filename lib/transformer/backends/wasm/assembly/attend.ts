import { mixOne, mixTwo } from './mix';
import { pageRow, pageSlots } from './page';
import { oneF32, twoF32 } from './panel-f32';
import { softmax } from './softmax';

/** Pages whose values stay in the first cache while all queries of a block go over them. */
// @ts-ignore: decorator
@inline
const pagesAtOnce: u32 = 8;

/**
 * Attention of `rows` consecutive tokens of a sequence through the `group` query heads that share one KV head. The first row sees `length`
 * slots, each later one a slot more.
 * q, out: [rows][stride] floats, of which group * headDim count. table: the head's pages.
 * queries, mixed: scratch, [rows * group][headDim]. scores: [rows * group][scoreStride], which holds the attention weights afterwards;
 * scoreStride is at least the last row's slots rounded up to a page.
 */
export function attend(
  out: usize, outStride: u32, q: usize, qStride: u32, table: usize, length: u32, rows: u32, group: u32, headDim: u32, scale: f32,
  queries: usize, mixed: usize, scores: usize, scoreStride: u32,
): void {
  const headBytes: usize = (<usize>headDim) << 2;
  const rowBytes = headBytes * group;
  const scoreBytes: usize = (<usize>scoreStride) << 2;
  const count = rows * group;
  const slots = length + rows - 1;

  const factor = f32x4.splat(scale);
  for (let row: u32 = 0, to = queries; row < rows; row++) {
    for (let i: usize = 0; i < rowBytes; i += 16) v128.store(to + i, f32x4.mul(v128.load(q + i), factor));
    q += (<usize>qStride) << 2;
    to += rowBytes;
  }

  const keyBytes = <usize>headDim * pageRow;
  for (let slot: u32 = 0; slot < slots; slot += pageSlots) {
    const keys = <usize>load<u32>(table + ((<usize>(slot / pageSlots)) << 2));
    let target = scores + ((<usize>slot) << 2);
    let query = queries;
    let left = count;
    for (; left >= 2; left -= 2) {
      twoF32(target, scoreBytes, query, headBytes, keys, keyBytes);
      target += scoreBytes << 1;
      query += headBytes << 1;
    }
    if (left > 0) oneF32(target, query, keys, keyBytes);
  }

  const padded = (slots + 3) & ~3;
  for (let row: u32 = 0, x = scores; row < rows; row++) {
    for (let i: u32 = 0; i < group; i++) {
      softmax(x, length + row, padded);
      x += scoreBytes;
    }
  }

  memory.fill(mixed, 0, rowBytes * rows);
  for (let slot: u32 = 0; slot < slots; slot += pagesAtOnce * pageSlots) {
    const some = min(slots - slot, pagesAtOnce * pageSlots);
    const pages = table + ((<usize>(slot / pageSlots)) << 2);
    for (let i: usize = 0, values = keyBytes; i < headBytes; i += 64) {
      let weights = scores + ((<usize>slot) << 2);
      let target = mixed + i;
      let left = count;
      for (; left >= 2; left -= 2) {
        mixTwo(target, headBytes, weights, scoreBytes, pages, values, some);
        weights += scoreBytes << 1;
        target += headBytes << 1;
      }
      if (left > 0) mixOne(target, weights, pages, values, some);
      values += <usize>pageSlots * pageRow;
    }
  }

  for (let row: u32 = 0; row < rows; row++) {
    memory.copy(out, mixed, rowBytes);
    out += (<usize>outStride) << 2;
    mixed += rowBytes;
  }
}
