import { reduce4 } from './reduce';

/**
 * out[r][n] = sum over k of x[r][k] w[n][k], for `rows` vectors at once.
 * w is in panels of four outputs, [outputs/4][inputs/4][4 outputs][4 inputs]: one sequential stream whatever the number of rows, each
 * activation read once for four outputs, and each panel read from memory once for all rows (the later ones find it in the first cache).
 * `inputs` is a multiple of 8, `outputs` of 4; strides are in floats.
 */
export function matmulF32(
  out: usize, outStride: u32, x: usize, xStride: u32, w: usize, inputs: u32, outputs: u32, rows: u32,
): void {
  const panelBytes: usize = (<usize>inputs) << 4;
  const xBytes: usize = (<usize>xStride) << 2;
  const outBytes: usize = (<usize>outStride) << 2;
  for (let n: u32 = 0; n < outputs; n += 4) {
    let row: u32 = 0;
    let source = x;
    let target = out + ((<usize>n) << 2);
    for (; row + 2 <= rows; row += 2) {
      two(target, outBytes, source, xBytes, w, panelBytes);
      source += xBytes << 1;
      target += outBytes << 1;
    }
    if (row < rows) one(target, source, w, panelBytes);
    w += panelBytes;
  }
}

/** One vector times one panel. Eight accumulators, since an addition has a latency of several cycles. */
// @ts-ignore: decorator
@inline
function one(target: usize, x: usize, w: usize, panelBytes: usize): void {
  let a0 = f32x4.splat(0), a1 = f32x4.splat(0), a2 = f32x4.splat(0), a3 = f32x4.splat(0);
  let b0 = f32x4.splat(0), b1 = f32x4.splat(0), b2 = f32x4.splat(0), b3 = f32x4.splat(0);
  const end = w + panelBytes;
  while (w < end) {
    const p = v128.load(x);
    a0 = f32x4.add(a0, f32x4.mul(p, v128.load(w)));
    a1 = f32x4.add(a1, f32x4.mul(p, v128.load(w, 16)));
    a2 = f32x4.add(a2, f32x4.mul(p, v128.load(w, 32)));
    a3 = f32x4.add(a3, f32x4.mul(p, v128.load(w, 48)));
    const q = v128.load(x, 16);
    b0 = f32x4.add(b0, f32x4.mul(q, v128.load(w, 64)));
    b1 = f32x4.add(b1, f32x4.mul(q, v128.load(w, 80)));
    b2 = f32x4.add(b2, f32x4.mul(q, v128.load(w, 96)));
    b3 = f32x4.add(b3, f32x4.mul(q, v128.load(w, 112)));
    x += 32;
    w += 128;
  }
  v128.store(target, reduce4(f32x4.add(a0, b0), f32x4.add(a1, b1), f32x4.add(a2, b2), f32x4.add(a3, b3)));
}

/** Two vectors times one panel: each weight is loaded once for both. */
// @ts-ignore: decorator
@inline
function two(target: usize, outBytes: usize, x: usize, xBytes: usize, w: usize, panelBytes: usize): void {
  let a0 = f32x4.splat(0), a1 = f32x4.splat(0), a2 = f32x4.splat(0), a3 = f32x4.splat(0);
  let b0 = f32x4.splat(0), b1 = f32x4.splat(0), b2 = f32x4.splat(0), b3 = f32x4.splat(0);
  let y = x + xBytes;
  const end = w + panelBytes;
  while (w < end) {
    const p = v128.load(x);
    const q = v128.load(y);
    const w0 = v128.load(w);
    a0 = f32x4.add(a0, f32x4.mul(p, w0));
    b0 = f32x4.add(b0, f32x4.mul(q, w0));
    const w1 = v128.load(w, 16);
    a1 = f32x4.add(a1, f32x4.mul(p, w1));
    b1 = f32x4.add(b1, f32x4.mul(q, w1));
    const w2 = v128.load(w, 32);
    a2 = f32x4.add(a2, f32x4.mul(p, w2));
    b2 = f32x4.add(b2, f32x4.mul(q, w2));
    const w3 = v128.load(w, 48);
    a3 = f32x4.add(a3, f32x4.mul(p, w3));
    b3 = f32x4.add(b3, f32x4.mul(q, w3));
    x += 16;
    y += 16;
    w += 64;
  }
  v128.store(target, reduce4(a0, a1, a2, a3));
  v128.store(target + outBytes, reduce4(b0, b1, b2, b3));
}
