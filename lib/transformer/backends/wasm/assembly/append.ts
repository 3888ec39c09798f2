import { pageRow, pageSlots } from './page';

/**
 * Writes one head's keys and values of `rows` consecutive tokens into slots `first` and on of the pages in `table`.
 * k, v: [rows][stride] floats, of which headDim (a multiple of 16) count; keys rotated.
 */
export function append(k: usize, v: usize, stride: u32, rows: u32, table: usize, first: u32, headDim: u32): void {
  const headBytes: usize = (<usize>headDim) << 2;
  for (const end = first + rows; first < end; first++) {
    const page = <usize>load<u32>(table + ((<usize>(first / pageSlots)) << 2));
    const slot: usize = first % pageSlots;
    let key = page + (slot << 2);
    let value = page + (<usize>headDim) * pageRow + slot * pageRow;
    for (let i: usize = 0; i < headBytes; i += 4) {
      store<f32>(key, load<f32>(k + i));
      key += pageRow;
    }
    for (let i: usize = 0; i < headBytes; i += 64) {
      for (let j: usize = 0; j < 64; j += 16) v128.store(value + j, v128.load(v + i + j));
      value += <usize>pageSlots * pageRow;
    }
    k += (<usize>stride) << 2;
    v += (<usize>stride) << 2;
  }
}
