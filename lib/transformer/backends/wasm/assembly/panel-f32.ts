import { multiplyAdd } from './multiply-add';

/**
 * Products of one or two vectors with a panel of 16 outputs, w: [inputs][16]. Each lane sums its output in the order of the inputs, so that
 * a result is the same to the last bit whichever function computes it. No unrolling: V8 schedules the loads of a loop's body before its
 * arithmetic, and more than these would not fit the sixteen registers of x86 beside the sums.
 */
export function oneF32(out: usize, x: usize, w: usize, panelBytes: usize): void {
  let a = f32x4.splat(0), b = a, c = a, d = a;
  for (const end = w + panelBytes; w < end; w += 64) {
    const p = v128.load32_splat(x);
    x += 4;
    a = multiplyAdd(a, p, v128.load(w));
    b = multiplyAdd(b, p, v128.load(w, 16));
    c = multiplyAdd(c, p, v128.load(w, 32));
    d = multiplyAdd(d, p, v128.load(w, 48));
  }
  v128.store(out, a);
  v128.store(out, b, 16);
  v128.store(out, c, 32);
  v128.store(out, d, 48);
}

/** Each weight is loaded once for both vectors. */
export function twoF32(out: usize, outBytes: usize, x: usize, xBytes: usize, w: usize, panelBytes: usize): void {
  let a = f32x4.splat(0), b = a, c = a, d = a, e = a, f = a, g = a, h = a;
  let y = x + xBytes;
  for (const end = w + panelBytes; w < end; w += 64) {
    const p = v128.load32_splat(x);
    const q = v128.load32_splat(y);
    x += 4;
    y += 4;
    const w0 = v128.load(w);
    a = multiplyAdd(a, p, w0);
    e = multiplyAdd(e, q, w0);
    const w1 = v128.load(w, 16);
    b = multiplyAdd(b, p, w1);
    f = multiplyAdd(f, q, w1);
    const w2 = v128.load(w, 32);
    c = multiplyAdd(c, p, w2);
    g = multiplyAdd(g, q, w2);
    const w3 = v128.load(w, 48);
    d = multiplyAdd(d, p, w3);
    h = multiplyAdd(h, q, w3);
  }
  v128.store(out, a);
  v128.store(out, b, 16);
  v128.store(out, c, 32);
  v128.store(out, d, 48);
  out += outBytes;
  v128.store(out, e);
  v128.store(out, f, 16);
  v128.store(out, g, 32);
  v128.store(out, h, 48);
}
