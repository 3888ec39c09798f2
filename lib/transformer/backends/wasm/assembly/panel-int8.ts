/** Number of inputs whose products an int32 can sum: 512 * 127 * 32767 < 2^31. Longer sums continue in float32. */
// @ts-ignore: decorator
@inline
export const inputTile: u32 = 512;

/**
 * Products of one, two or five int16 vectors with a panel of 16 outputs, w: [inputs/2][16][2] int8. The vectors are
 * interleaved, x: [inputs/2][vectors][2], so that they form one stream. Integer sums are exact. `accumulate` adds to
 * the content of out.
 */
export function oneInt8(out: usize, x: usize, xScale: usize, w: usize, wScales: usize, panelBytes: usize, accumulate: bool): void {
  let a = i32x4.splat(0), b = a, c = a, d = a;
  for (const end = w + panelBytes; w < end; w += 32) {
    const p = v128.load32_splat(x);
    x += 4;
    a = dot(a, p, v128.load8x8_s(w));
    b = dot(b, p, v128.load8x8_s(w, 8));
    c = dot(c, p, v128.load8x8_s(w, 16));
    d = dot(d, p, v128.load8x8_s(w, 24));
  }
  storeScaled(out, a, b, wScales, xScale, accumulate);
  storeScaled(out + 32, c, d, wScales + 32, xScale, accumulate);
}

/** Loads and widens each weight once for both vectors. */
export function twoInt8(
  out: usize, outBytes: usize, x: usize, xScales: usize, w: usize, wScales: usize, panelBytes: usize, accumulate: bool,
): void {
  let a = i32x4.splat(0), b = a, c = a, d = a, e = a, f = a, g = a, h = a;
  for (const end = w + panelBytes; w < end; w += 32) {
    const p = v128.load32_splat(x);
    const q = v128.load32_splat(x, 4);
    x += 8;
    const w0 = v128.load8x8_s(w);
    a = dot(a, p, w0);
    e = dot(e, q, w0);
    const w1 = v128.load8x8_s(w, 8);
    b = dot(b, p, w1);
    f = dot(f, q, w1);
    const w2 = v128.load8x8_s(w, 16);
    c = dot(c, p, w2);
    g = dot(g, q, w2);
    const w3 = v128.load8x8_s(w, 24);
    d = dot(d, p, w3);
    h = dot(h, q, w3);
  }
  storeScaled(out, a, b, wScales, xScales, accumulate);
  storeScaled(out + 32, c, d, wScales + 32, xScales, accumulate);
  out += outBytes;
  storeScaled(out, e, f, wScales, xScales + 4, accumulate);
  storeScaled(out + 32, g, h, wScales + 32, xScales + 4, accumulate);
}

/** Computes eight outputs of the panel; w, out and wScales point at the first of them. */
export function fiveInt8(
  out: usize, outBytes: usize, x: usize, xScales: usize, w: usize, wScales: usize, panelBytes: usize, accumulate: bool,
): void {
  let a = i32x4.splat(0), b = a, c = a, d = a, e = a, f = a, g = a, h = a, i = a, j = a;
  for (const end = w + panelBytes; w < end; w += 32) {
    const low = v128.load8x8_s(w);
    const high = v128.load8x8_s(w, 8);
    const p = v128.load32_splat(x);
    a = dot(a, p, low);
    b = dot(b, p, high);
    const q = v128.load32_splat(x, 4);
    c = dot(c, q, low);
    d = dot(d, q, high);
    const r = v128.load32_splat(x, 8);
    e = dot(e, r, low);
    f = dot(f, r, high);
    const s = v128.load32_splat(x, 12);
    g = dot(g, s, low);
    h = dot(h, s, high);
    const t = v128.load32_splat(x, 16);
    i = dot(i, t, low);
    j = dot(j, t, high);
    x += 20;
  }
  storeScaled(out, a, b, wScales, xScales, accumulate);
  out += outBytes;
  storeScaled(out, c, d, wScales, xScales + 4, accumulate);
  out += outBytes;
  storeScaled(out, e, f, wScales, xScales + 8, accumulate);
  out += outBytes;
  storeScaled(out, g, h, wScales, xScales + 12, accumulate);
  out += outBytes;
  storeScaled(out, i, j, wScales, xScales + 16, accumulate);
}

// @ts-ignore: decorator
@inline
function dot(sum: v128, x: v128, w: v128): v128 {
  return i32x4.add(sum, i32x4.dot_i16x8_s(x, w));
}

/** Converts eight integer sums to floats and multiplies them by the scales of weights and vector. */
function storeScaled(out: usize, a: v128, b: v128, wScales: usize, xScale: usize, accumulate: bool): void {
  const scale = v128.load32_splat(xScale);
  let low = f32x4.mul(f32x4.mul(f32x4.convert_i32x4_s(a), v128.load(wScales)), scale);
  let high = f32x4.mul(f32x4.mul(f32x4.convert_i32x4_s(b), v128.load(wScales, 16)), scale);
  if (accumulate) {
    low = f32x4.add(v128.load(out), low);
    high = f32x4.add(v128.load(out, 16), high);
  }
  v128.store(out, low);
  v128.store(out, high, 16);
}
