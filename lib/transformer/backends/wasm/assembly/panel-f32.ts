import { multiplyAdd } from './multiply-add';

/**
 * Products of one or two vectors with a panel of 16 outputs, w: [inputs][16]. `accumulate` continues the sums in out.
 * Each lane sums its output in the order of the inputs, so every function computes bit-identical results, in one call
 * or in several. `panelBytes` is a multiple of 128. Loop bodies are short, because V8 schedules all loads of a body
 * before its arithmetic, and more loads would not fit beside the sums into the sixteen registers of x86.
 */
export function oneF32(out: usize, x: usize, w: usize, panelBytes: usize, accumulate: bool): void {
  let a = f32x4.splat(0), b = a, c = a, d = a;
  if (accumulate) {
    a = v128.load(out);
    b = v128.load(out, 16);
    c = v128.load(out, 32);
    d = v128.load(out, 48);
  }
  for (const end = w + panelBytes; w < end; w += 128) {
    const p = v128.load32_splat(x);
    a = multiplyAdd(a, p, v128.load(w));
    b = multiplyAdd(b, p, v128.load(w, 16));
    c = multiplyAdd(c, p, v128.load(w, 32));
    d = multiplyAdd(d, p, v128.load(w, 48));
    const q = v128.load32_splat(x, 4);
    a = multiplyAdd(a, q, v128.load(w, 64));
    b = multiplyAdd(b, q, v128.load(w, 80));
    c = multiplyAdd(c, q, v128.load(w, 96));
    d = multiplyAdd(d, q, v128.load(w, 112));
    x += 8;
  }
  v128.store(out, a);
  v128.store(out, b, 16);
  v128.store(out, c, 32);
  v128.store(out, d, 48);
}

/** Loads each weight once for both vectors. */
export function twoF32(out: usize, outBytes: usize, x: usize, xBytes: usize, w: usize, panelBytes: usize, accumulate: bool): void {
  let a = f32x4.splat(0), b = a, c = a, d = a, e = a, f = a, g = a, h = a;
  const second = out + outBytes;
  if (accumulate) {
    a = v128.load(out);
    b = v128.load(out, 16);
    c = v128.load(out, 32);
    d = v128.load(out, 48);
    e = v128.load(second);
    f = v128.load(second, 16);
    g = v128.load(second, 32);
    h = v128.load(second, 48);
  }
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
  v128.store(second, e);
  v128.store(second, f, 16);
  v128.store(second, g, 32);
  v128.store(second, h, 48);
}
