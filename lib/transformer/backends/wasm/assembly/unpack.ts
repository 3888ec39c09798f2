/** Four half-precision numbers as float32. Shifts the bits into place and corrects the exponent's bias; exact. */
// @ts-ignore: decorator
@inline
function fourHalves(p: usize): v128 {
  const bits = v128.load16x4_u(p);
  const magnitude = i32x4.shl(v128.and(bits, i32x4.splat(0x7fff)), 13);
  const value = f32x4.mul(magnitude, f32x4.splat(5.192296858534828e33)); // 2^112
  return v128.or(value, i32x4.shl(v128.and(bits, i32x4.splat(0x8000)), 16));
}

/** Converts `count` finite half-precision numbers, a multiple of 4, to float32. */
export function halvesToFloats(out: usize, x: usize, count: u32): void {
  for (const end = out + ((<usize>count) << 2); out < end; out += 16) {
    v128.store(out, fourHalves(x));
    x += 8;
  }
}

/** Converts `count` four-bit codes, a multiple of 32, to int8. */
export function nibblesToBytes(out: usize, x: usize, count: u32): void {
  const eight = i8x16.splat(8);
  for (const end = out + <usize>count; out < end; out += 32) {
    const pairs = v128.load(x);
    v128.store(out, i8x16.sub(v128.and(pairs, i8x16.splat(15)), eight));
    v128.store(out, i8x16.sub(i8x16.shr_u(pairs, 4), eight), 16);
    x += 16;
  }
}

/**
 * Copies `count` bytes, a multiple of 32. Pages are copied to the L1 cache before they are multiplied: a copy waits
 * less for memory, because more of its loads are under way at a time.
 */
export function copyBytes(out: usize, x: usize, count: u32): void {
  for (const end = out + <usize>count; out < end; out += 32) {
    v128.store(out, v128.load(x));
    v128.store(out, v128.load(x, 16), 16);
    x += 32;
  }
}
