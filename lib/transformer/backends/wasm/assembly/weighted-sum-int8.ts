import { pageSlots } from './page';

/**
 * ./weighted-sum for int8 values, [8][16 dimensions][2 slots] a page and panel, and int16 weights, [slots/2][queries][2]
 * with one scale for each query. table: addresses of the values of the pages. Integer sums of at most 512 slots are
 * exact, as in ./panel-int8.
 */
export function weightedSumInt8One(out: usize, weights: usize, scale: usize, table: usize, values: usize, pages: u32): void {
  let a = i32x4.splat(0), b = a, c = a, d = a;
  for (const last = table + ((<usize>pages) << 2); table < last; table += 4) {
    let v = <usize>load<u32>(table) + values;
    for (const end = v + <usize>pageSlots * 16; v < end; v += 32) {
      const p = v128.load32_splat(weights);
      weights += 4;
      a = dot(a, p, v128.load8x8_s(v));
      b = dot(b, p, v128.load8x8_s(v, 8));
      c = dot(c, p, v128.load8x8_s(v, 16));
      d = dot(d, p, v128.load8x8_s(v, 24));
    }
  }
  addScaled(out, a, b, c, d, scale);
}

/** Loads and widens each value once for both queries. */
export function weightedSumInt8Two(
  out: usize, outBytes: usize, weights: usize, scales: usize, table: usize, values: usize, pages: u32,
): void {
  let a = i32x4.splat(0), b = a, c = a, d = a, e = a, f = a, g = a, h = a;
  for (const last = table + ((<usize>pages) << 2); table < last; table += 4) {
    let v = <usize>load<u32>(table) + values;
    for (const end = v + <usize>pageSlots * 16; v < end; v += 32) {
      const p = v128.load32_splat(weights);
      const q = v128.load32_splat(weights, 4);
      weights += 8;
      const v0 = v128.load8x8_s(v);
      a = dot(a, p, v0);
      e = dot(e, q, v0);
      const v1 = v128.load8x8_s(v, 8);
      b = dot(b, p, v1);
      f = dot(f, q, v1);
      const v2 = v128.load8x8_s(v, 16);
      c = dot(c, p, v2);
      g = dot(g, q, v2);
      const v3 = v128.load8x8_s(v, 24);
      d = dot(d, p, v3);
      h = dot(h, q, v3);
    }
  }
  addScaled(out, a, b, c, d, scales);
  addScaled(out + outBytes, e, f, g, h, scales + 4);
}

// @ts-ignore: decorator
@inline
function dot(sum: v128, x: v128, w: v128): v128 {
  return i32x4.add(sum, i32x4.dot_i16x8_s(x, w));
}

function addScaled(out: usize, a: v128, b: v128, c: v128, d: v128, scale: usize): void {
  const factor = v128.load32_splat(scale);
  v128.store(out, f32x4.add(v128.load(out), f32x4.mul(f32x4.convert_i32x4_s(a), factor)));
  v128.store(out, f32x4.add(v128.load(out, 16), f32x4.mul(f32x4.convert_i32x4_s(b), factor)), 16);
  v128.store(out, f32x4.add(v128.load(out, 32), f32x4.mul(f32x4.convert_i32x4_s(c), factor)), 32);
  v128.store(out, f32x4.add(v128.load(out, 48), f32x4.mul(f32x4.convert_i32x4_s(d), factor)), 48);
}
