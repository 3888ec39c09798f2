/**
 * A cache page: 16 slots of one KV head of one layer, as ../page-memory.ts lays them out. Keys lie across, [headDim][16 slots], so that four
 * slots' scores are one vector; values in panels of 16 dimensions, [headDim/16][16 slots][16], at the same distance from the keys in every
 * page (`valueOffset`, in bytes).
 */
// @ts-ignore: decorator
@inline
export const pageSlots: u32 = 16;

/** Bytes between a slot's key values, and between the slots of a panel of values. */
// @ts-ignore: decorator
@inline
export const pageRow: usize = 64;

/** Address of the keys of the page that holds a slot. table: those of a head's pages, in order. */
// @ts-ignore: decorator
@inline
export function keysOf(table: usize, slot: u32): usize {
  return load<u32>(table + ((<usize>(slot / pageSlots)) << 2));
}
