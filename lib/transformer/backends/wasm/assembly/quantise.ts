import { laneMax } from './reduce';
import { rowTile } from './row-tile';

/** Largest magnitude of an int16 activation; ./panel-int8 depends on it. */
// @ts-ignore: decorator
@inline
const limit: f32 = 32767;

/**
 * Quantises float32 vectors to int16 with one scale each: x is about scale * out. x: [rows][stride], `stride` a
 * multiple of 8. out: the rows of one {@link rowTile} are interleaved, [stride/2][rows of the tile][2], one such
 * block after another.
 */
export function quantise(out: usize, scales: usize, x: usize, stride: u32, rows: u32): void {
  const rowBytes: usize = (<usize>stride) << 2;
  while (rows > 0) {
    const count = rowTile(rows);
    for (let row: usize = 0; row < count; row++) {
      quantiseOne(out + (row << 2), (<usize>count) << 2, scales, x, rowBytes);
      scales += 4;
      x += rowBytes;
    }
    out += (<usize>count * rowBytes) >> 1;
    rows -= count;
  }
}

/** Quantises one vector; its pairs of values are `pairBytes` apart. */
// @ts-ignore: decorator
@inline
function quantiseOne(out: usize, pairBytes: usize, scale: usize, x: usize, rowBytes: usize): void {
  const end = x + rowBytes;
  // Magnitudes are ordered as their bits are, and a maximum of integers is one instruction. NaN is the largest of them.
  let peak = i32x4.splat(0), other = peak;
  for (let p = x; p < end; p += 32) {
    peak = i32x4.max_s(peak, f32x4.abs(v128.load(p)));
    other = i32x4.max_s(other, f32x4.abs(v128.load(p, 16)));
  }
  const peakValue = laneMax(i32x4.max_s(peak, other));
  store<f32>(scale, peakValue / limit);
  const factor = f32x4.splat(peakValue > 0 ? limit / peakValue : 0);
  for (; x < end; x += 32) {
    const low = nearest(f32x4.mul(v128.load(x), factor));
    const high = nearest(f32x4.mul(v128.load(x, 16), factor));
    const pairs = i16x8.narrow_i32x4_s(low, high);
    if (pairBytes == 4) {
      v128.store(out, pairs);
      out += 16;
      continue;
    }
    v128.store32_lane(out, pairs, 0);
    out += pairBytes;
    v128.store32_lane(out, pairs, 1);
    out += pairBytes;
    v128.store32_lane(out, pairs, 2);
    out += pairBytes;
    v128.store32_lane(out, pairs, 3);
    out += pairBytes;
  }
}

/**
 * The nearest whole numbers as int32, for magnitudes below 2^22: adding 1.5 * 2^23 leaves them in the low bits. A
 * conversion costs several instructions, because WebAssembly defines it for all numbers.
 */
// @ts-ignore: decorator
@inline
function nearest(x: v128): v128 {
  return i32x4.sub(f32x4.add(x, f32x4.splat(12582912)), i32x4.splat(0x4b400000));
}
