import { pageShift, pageSlots } from './page';

/** Writes one token's keys and values (k: [2][kvHeads][headDim], rotated) into slot `position` of a sequence's pages of one layer. */
export function append(k: usize, table: usize, layerOffset: usize, position: u32, kvHeads: u32, headDim: u32): void {
  const headBytes: usize = (<usize>headDim) << 2;
  const page = <usize>load<u32>(table + ((<usize>(position >> pageShift)) << 2)) + layerOffset;
  let target = page + <usize>(position & (pageSlots - 1)) * headBytes;
  for (let head: u32 = 0; head < kvHeads << 1; head++) {
    for (let i: usize = 0; i < headBytes; i += 16) v128.store(target + i, v128.load(k + i));
    k += headBytes;
    target += headBytes << pageShift;
  }
}
