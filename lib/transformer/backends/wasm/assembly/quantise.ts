import { largest } from './reduce';

/** Largest magnitude of an int16 activation; ./panel-int8 counts on it. */
// @ts-ignore: decorator
@inline
const limit: f32 = 32767;

/**
 * Vectors of float32 as int16 with one scale each: x is about scale * out. `stride` (floats in x, int16 in out) is a multiple of 8.
 */
export function quantise(out: usize, scales: usize, x: usize, stride: u32, rows: u32): void {
  for (let row: u32 = 0; row < rows; row++) {
    const end = x + ((<usize>stride) << 2);
    let peak = f32x4.splat(0);
    for (let p = x; p < end; p += 16) peak = f32x4.max(peak, f32x4.abs(v128.load(p)));
    const peakValue = largest(peak);
    store<f32>(scales + ((<usize>row) << 2), peakValue / limit);
    const factor = f32x4.splat(peakValue > 0 ? limit / peakValue : 0);
    for (; x < end; x += 32) {
      const low = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(x), factor)));
      const high = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(x, 16), factor)));
      v128.store(out, i16x8.narrow_i32x4_s(low, high));
      out += 16;
    }
  }
}
