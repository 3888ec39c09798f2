import { keysOf, pageRow, pageSlots } from './page';

/**
 * Writes the keys and values of `rows` consecutive tokens of a sequence into the pages of `heads` KV heads of one
 * layer.
 * k, v: [rows][stride] floats, of which the first [heads][headDim] are used; headDim is a multiple of 16; keys are
 * rotated.
 * table, valueOffset: see ./page; `table` is the list of the first head, the next list is `tableBytes` further.
 * lengths: [heads] u32; lengths[head] + slotOffset is the slot of the first token.
 */
export function append(
  k: usize, v: usize, stride: u32, rows: u32, table: usize, tableBytes: u32, valueOffset: usize,
  lengths: usize, slotOffset: u32, heads: u32, headDim: u32,
): void {
  const headBytes: usize = (<usize>headDim) << 2;
  for (let head: u32 = 0; head < heads; head++) {
    let slot = load<u32>(lengths) + slotOffset;
    let from: usize = 0;
    for (let row: u32 = 0; row < rows; row++) {
      const page = keysOf(table, slot);
      const place: usize = slot % pageSlots;
      let key = page + (place << 2);
      let value = page + valueOffset + place * pageRow;
      for (let i = from; i < from + headBytes; i += 4) {
        store<f32>(key, load<f32>(k + i));
        key += pageRow;
      }
      for (let i = from; i < from + headBytes; i += 64) {
        for (let j: usize = 0; j < 64; j += 16) v128.store(value + j, v128.load(v + i + j));
        value += <usize>pageSlots * pageRow;
      }
      from += (<usize>stride) << 2;
      slot++;
    }
    k += headBytes;
    v += headBytes;
    table += tableBytes;
    lengths += 4;
  }
}
