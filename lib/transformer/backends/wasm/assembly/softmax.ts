import { exp2 } from './exp';
import { laneMax, laneSum } from './reduce';

/**
 * Softmax of x[0..length) in place; x[length..padded) become zero. It is to base 2: the caller has multiplied x by
 * log2(e), which saves a product here. x is aligned to 16 bytes, `padded` a multiple of 4.
 */
export function softmax(x: usize, length: u32, padded: u32): void {
  const stop = x + ((<usize>length) << 2);
  const end = x + ((<usize>((length + 3) & ~3)) << 2);
  const last = x + ((<usize>padded) << 2);
  for (let p = stop; p < end; p += 4) store<f32>(p, -f32.MAX_VALUE);
  let peak = f32x4.splat(-f32.MAX_VALUE);
  for (let p = x; p < end; p += 16) peak = f32x4.pmax(peak, v128.load(p));
  const highest = f32x4.splat(laneMax(peak));
  let total = f32x4.splat(0);
  for (let p = x; p < end; p += 16) {
    // Exactly zero below the range of exp2, so that masked and negligible slots have weight 0. NaN stays NaN.
    const shifted = f32x4.sub(v128.load(p), highest);
    const value = v128.andnot(exp2(shifted), f32x4.le(shifted, f32x4.splat(-125)));
    total = f32x4.add(total, value);
    v128.store(p, value);
  }
  const factor = f32x4.splat(1 / laneSum(total));
  for (let p = x; p < end; p += 16) v128.store(p, f32x4.mul(v128.load(p), factor));
  for (let p = end; p < last; p += 16) v128.store(p, f32x4.splat(0));
}
