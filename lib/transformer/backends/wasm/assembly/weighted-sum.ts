import { multiplyAdd } from './multiply-add';
import { pageRow, pageSlots } from './page';

/**
 * One panel of 16 dimensions of the attention output, for one or two queries: out += sum over slots of weights[slot]
 * v[slot]. table: the pages of the slots. values: offset of the panel from the keys of a page. Sums stay in registers
 * across pages.
 */
export function weightedSumOne(out: usize, weights: usize, table: usize, values: usize, slots: u32): void {
  let a = v128.load(out), b = v128.load(out, 16), c = v128.load(out, 32), d = v128.load(out, 48);
  while (slots > 0) {
    const count = min(slots, pageSlots);
    let v = <usize>load<u32>(table) + values;
    for (const end = v + <usize>count * pageRow; v < end; v += pageRow) {
      const p = v128.load32_splat(weights);
      weights += 4;
      a = multiplyAdd(a, p, v128.load(v));
      b = multiplyAdd(b, p, v128.load(v, 16));
      c = multiplyAdd(c, p, v128.load(v, 32));
      d = multiplyAdd(d, p, v128.load(v, 48));
    }
    table += 4;
    slots -= count;
  }
  v128.store(out, a);
  v128.store(out, b, 16);
  v128.store(out, c, 32);
  v128.store(out, d, 48);
}

export function weightedSumTwo(
  out: usize, outBytes: usize, weights: usize, weightBytes: usize, table: usize, values: usize, slots: u32,
): void {
  const second = out + outBytes;
  let a = v128.load(out), b = v128.load(out, 16), c = v128.load(out, 32), d = v128.load(out, 48);
  let e = v128.load(second), f = v128.load(second, 16), g = v128.load(second, 32), h = v128.load(second, 48);
  let others = weights + weightBytes;
  while (slots > 0) {
    const count = min(slots, pageSlots);
    let v = <usize>load<u32>(table) + values;
    for (const end = v + <usize>count * pageRow; v < end; v += pageRow) {
      const p = v128.load32_splat(weights);
      const q = v128.load32_splat(others);
      weights += 4;
      others += 4;
      const v0 = v128.load(v);
      a = multiplyAdd(a, p, v0);
      e = multiplyAdd(e, q, v0);
      const v1 = v128.load(v, 16);
      b = multiplyAdd(b, p, v1);
      f = multiplyAdd(f, q, v1);
      const v2 = v128.load(v, 32);
      c = multiplyAdd(c, p, v2);
      g = multiplyAdd(g, q, v2);
      const v3 = v128.load(v, 48);
      d = multiplyAdd(d, p, v3);
      h = multiplyAdd(h, q, v3);
    }
    table += 4;
    slots -= count;
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
