/** Slots of a cache page, as a power of two; the host's ../pages.ts says the same. A page of one layer is K then V, each [kvHeads][slot][headDim]. */
// @ts-ignore: decorator
@inline
export const pageShift: u32 = 5;
// @ts-ignore: decorator
@inline
export const pageSlots: u32 = 1 << pageShift;
