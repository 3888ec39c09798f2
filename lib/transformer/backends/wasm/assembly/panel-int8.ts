/** Inputs whose products an int32 can sum: 512 * 127 * 32767 < 2^31. Longer sums go on in float32; the host's ../matrix.ts says the limits. */
// @ts-ignore: decorator
@inline
export const inputsAtOnce: u32 = 512;

/**
 * Products of one or two int16 vectors with a panel of 16 outputs, w: [inputs/2][16][2] int8. Sums are exact integers. `more` adds to what
 * is in out already.
 */
export function oneInt8(out: usize, x: usize, xScale: usize, w: usize, wScales: usize, panelBytes: usize, more: bool): void {
  let a = i32x4.splat(0), b = a, c = a, d = a;
  for (const end = w + panelBytes; w < end; w += 32) {
    const p = v128.load32_splat(x);
    x += 4;
    a = i32x4.add(a, i32x4.dot_i16x8_s(p, v128.load8x8_s(w)));
    b = i32x4.add(b, i32x4.dot_i16x8_s(p, v128.load8x8_s(w, 8)));
    c = i32x4.add(c, i32x4.dot_i16x8_s(p, v128.load8x8_s(w, 16)));
    d = i32x4.add(d, i32x4.dot_i16x8_s(p, v128.load8x8_s(w, 24)));
  }
  store(out, a, b, c, d, wScales, xScale, more);
}

/** Each weight is loaded and widened once for both vectors. */
export function twoInt8(
  out: usize, outBytes: usize, x: usize, xBytes: usize, xScales: usize, w: usize, wScales: usize, panelBytes: usize, more: bool,
): void {
  let a = i32x4.splat(0), b = a, c = a, d = a, e = a, f = a, g = a, h = a;
  let y = x + xBytes;
  for (const end = w + panelBytes; w < end; w += 32) {
    const p = v128.load32_splat(x);
    const q = v128.load32_splat(y);
    x += 4;
    y += 4;
    const w0 = v128.load8x8_s(w);
    a = i32x4.add(a, i32x4.dot_i16x8_s(p, w0));
    e = i32x4.add(e, i32x4.dot_i16x8_s(q, w0));
    const w1 = v128.load8x8_s(w, 8);
    b = i32x4.add(b, i32x4.dot_i16x8_s(p, w1));
    f = i32x4.add(f, i32x4.dot_i16x8_s(q, w1));
    const w2 = v128.load8x8_s(w, 16);
    c = i32x4.add(c, i32x4.dot_i16x8_s(p, w2));
    g = i32x4.add(g, i32x4.dot_i16x8_s(q, w2));
    const w3 = v128.load8x8_s(w, 24);
    d = i32x4.add(d, i32x4.dot_i16x8_s(p, w3));
    h = i32x4.add(h, i32x4.dot_i16x8_s(q, w3));
  }
  store(out, a, b, c, d, wScales, xScales, more);
  store(out + outBytes, e, f, g, h, wScales, xScales + 4, more);
}

/** Sixteen integer sums as floats, times the weights' scales and the vector's. */
function store(
  out: usize, a: v128, b: v128, c: v128, d: v128, wScales: usize, xScale: usize, more: bool,
): void {
  const scale = v128.load32_splat(xScale);
  put(out, a, v128.load(wScales), scale, more);
  put(out + 16, b, v128.load(wScales, 16), scale, more);
  put(out + 32, c, v128.load(wScales, 32), scale, more);
  put(out + 48, d, v128.load(wScales, 48), scale, more);
}

// @ts-ignore: decorator
@inline
function put(out: usize, sum: v128, wScales: v128, xScale: v128, more: bool): void {
  const value = f32x4.mul(f32x4.mul(f32x4.convert_i32x4_s(sum), wScales), xScale);
  v128.store(out, more ? f32x4.add(v128.load(out), value) : value);
}
