/**
 * How the pages of one format lie in memory; the host (../quantised-pages.ts) writes the description, one u32 a field.
 * The table of a head holds two addresses for each page: of its keys and of its values. Dimensions are without the padding between the halves of a head, and padded
 * at the end to `wide`, a multiple of 16.
 *
 * Keys: f32 or f16 [wide][16 slots], or int8 [wide/2][16 slots][2]. Values: f32 or f16 in panels of 16 dimensions,
 * [wide/16][16 slots][16], or int8 [wide/16][8][16][2 slots]. Four-bit codes are in the order of int8: a block of 16
 * bytes holds 32 codes plus 8, the first 16 in the low halves of the bytes. Scales and middles are f16: [group of 32
 * dimensions][16 slots] along tokens, [wide] along channels.
 */
@unmanaged
export class StoredFormat {
  /** Half of a head, without padding. */
  half: u32;
  wide: u32;
  keyBits: u32;
  valueBits: u32;
  /** 1 where the scales of keys are along channels. */
  keyChannels: u32;
  /** 1 where keys are rotated by a Hadamard matrix. */
  rotated: u32;
  /** Offsets in bytes from the keys or the values of a page. A middle's offset is 0 where the codes are symmetric. */
  keyScales: u32;
  keyMiddles: u32;
  valueScales: u32;
  valueMiddles: u32;
}

/** Bytes of the addresses of a page. */
// @ts-ignore: decorator
@inline
export const entryBytes: usize = 8;

/** Address of the values of a page of a table. */
// @ts-ignore: decorator
@inline
export function valuesAt(table: usize, page: u32): usize {
  return load<u32>(table + <usize>page * entryBytes, 4);
}

/** Dimensions that share a scale along a token. */
// @ts-ignore: decorator
@inline
export const groupWidth: u32 = 32;
