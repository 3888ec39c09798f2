/**
 * A cache page: 16 slots of one KV head of one layer, in the layout of ../page-memory.ts. Keys are transposed,
 * [headDim][16 slots], so that one vector holds the scores of four slots. Values are in panels of 16 dimensions,
 * [headDim/16][16 slots][16]. `valueOffset` is the distance in bytes from keys to values, the same for every page.
 */
// @ts-ignore: decorator
@inline
export const pageSlots: u32 = 16;

/** Bytes between consecutive dimensions of the keys, and between consecutive slots of a panel of values. */
// @ts-ignore: decorator
@inline
export const pageRow: usize = 64;

/** Address of the keys of the page that holds a slot. table: addresses of a head's pages, in order. */
// @ts-ignore: decorator
@inline
export function keysOf(table: usize, slot: u32): usize {
  return load<u32>(table + ((<usize>(slot / pageSlots)) << 2));
}
