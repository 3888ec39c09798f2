import { reduce4 } from './reduce';

/**
 * The product of ./matmul-f32 with int8 weights (one scale an output) and int16 activations (one scale a vector, from ./quantise).
 * An int16 activation costs what an int8 one would (both must be widened to 16 bits for the dot instruction) and its error is lost in
 * that of the weights. Sums are exact 32-bit integers; ./quantise keeps them from overflowing.
 * w: [outputs/4][inputs/8][4 outputs][8 inputs] int8. x: [rows][xStride] int16. `inputs` is a multiple of 16, `outputs` of 4.
 */
export function matmulInt8(
  out: usize, outStride: u32, x: usize, xStride: u32, xScales: usize,
  w: usize, wScales: usize, inputs: u32, outputs: u32, rows: u32,
): void {
  const panelBytes: usize = (<usize>inputs) << 2;
  const xBytes: usize = (<usize>xStride) << 1;
  const outBytes: usize = (<usize>outStride) << 2;
  for (let n: u32 = 0; n < outputs; n += 4) {
    const scales = v128.load(wScales + ((<usize>n) << 2));
    let row: u32 = 0;
    let source = x;
    let target = out + ((<usize>n) << 2);
    for (; row + 2 <= rows; row += 2) {
      two(target, outBytes, source, xBytes, xScales + ((<usize>row) << 2), w, scales, panelBytes);
      source += xBytes << 1;
      target += outBytes << 1;
    }
    if (row < rows) one(target, source, xScales + ((<usize>row) << 2), w, scales, panelBytes);
    w += panelBytes;
  }
}

/** Four integer sums as floats, times the weights' scales and the vector's. Lanes are converted first: their total may not fit 32 bits. */
// @ts-ignore: decorator
@inline
function store(target: usize, a: v128, b: v128, c: v128, d: v128, scales: v128, xScale: usize): void {
  const total = reduce4(
    f32x4.convert_i32x4_s(a), f32x4.convert_i32x4_s(b), f32x4.convert_i32x4_s(c), f32x4.convert_i32x4_s(d),
  );
  v128.store(target, f32x4.mul(f32x4.mul(total, scales), v128.load32_splat(xScale)));
}

// @ts-ignore: decorator
@inline
function one(target: usize, x: usize, xScale: usize, w: usize, scales: v128, panelBytes: usize): void {
  let a0 = i32x4.splat(0), a1 = i32x4.splat(0), a2 = i32x4.splat(0), a3 = i32x4.splat(0);
  const end = w + panelBytes;
  while (w < end) {
    const p = v128.load(x);
    a0 = i32x4.add(a0, i32x4.dot_i16x8_s(p, v128.load8x8_s(w)));
    a1 = i32x4.add(a1, i32x4.dot_i16x8_s(p, v128.load8x8_s(w, 8)));
    a2 = i32x4.add(a2, i32x4.dot_i16x8_s(p, v128.load8x8_s(w, 16)));
    a3 = i32x4.add(a3, i32x4.dot_i16x8_s(p, v128.load8x8_s(w, 24)));
    const q = v128.load(x, 16);
    a0 = i32x4.add(a0, i32x4.dot_i16x8_s(q, v128.load8x8_s(w, 32)));
    a1 = i32x4.add(a1, i32x4.dot_i16x8_s(q, v128.load8x8_s(w, 40)));
    a2 = i32x4.add(a2, i32x4.dot_i16x8_s(q, v128.load8x8_s(w, 48)));
    a3 = i32x4.add(a3, i32x4.dot_i16x8_s(q, v128.load8x8_s(w, 56)));
    x += 32;
    w += 64;
  }
  store(target, a0, a1, a2, a3, scales, xScale);
}

/** Two vectors times one panel: each weight is loaded and widened once for both. */
// @ts-ignore: decorator
@inline
function two(
  target: usize, outBytes: usize, x: usize, xBytes: usize, xScale: usize, w: usize, scales: v128, panelBytes: usize,
): void {
  let a0 = i32x4.splat(0), a1 = i32x4.splat(0), a2 = i32x4.splat(0), a3 = i32x4.splat(0);
  let b0 = i32x4.splat(0), b1 = i32x4.splat(0), b2 = i32x4.splat(0), b3 = i32x4.splat(0);
  let y = x + xBytes;
  const end = w + panelBytes;
  while (w < end) {
    const p = v128.load(x);
    const q = v128.load(y);
    const w0 = v128.load8x8_s(w);
    a0 = i32x4.add(a0, i32x4.dot_i16x8_s(p, w0));
    b0 = i32x4.add(b0, i32x4.dot_i16x8_s(q, w0));
    const w1 = v128.load8x8_s(w, 8);
    a1 = i32x4.add(a1, i32x4.dot_i16x8_s(p, w1));
    b1 = i32x4.add(b1, i32x4.dot_i16x8_s(q, w1));
    const w2 = v128.load8x8_s(w, 16);
    a2 = i32x4.add(a2, i32x4.dot_i16x8_s(p, w2));
    b2 = i32x4.add(b2, i32x4.dot_i16x8_s(q, w2));
    const w3 = v128.load8x8_s(w, 24);
    a3 = i32x4.add(a3, i32x4.dot_i16x8_s(p, w3));
    b3 = i32x4.add(b3, i32x4.dot_i16x8_s(q, w3));
    x += 16;
    y += 16;
    w += 32;
  }
  store(target, a0, a1, a2, a3, scales, xScale);
  store(target + outBytes, b0, b1, b2, b3, scales, xScale + 4);
}
