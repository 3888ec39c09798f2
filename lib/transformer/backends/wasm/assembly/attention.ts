import { exp } from './exp';
import { pageShift, pageSlots } from './page';
import { largest, reduce4, sum } from './reduce';

/**
 * Attention of one token over the first `length` slots of its sequence, all query heads (grouped: heads / kvHeads share a KV head).
 * q, out: [heads][headDim], headDim a multiple of 8. table: addresses of the sequence's pages. layerOffset: the layer's place in a page.
 * scores: room for `length` floats, rounded up to a page.
 */
export function attention(
  out: usize, q: usize, table: usize, layerOffset: usize, length: u32,
  heads: u32, kvHeads: u32, headDim: u32, scale: f32, scores: usize,
): void {
  const headBytes: usize = (<usize>headDim) << 2;
  const kvBytes: usize = headBytes << pageShift;
  const group = heads / kvHeads;
  for (let head: u32 = 0; head < heads; head++) {
    const keys = layerOffset + <usize>(head / group) * kvBytes;
    score(scores, q, table, keys, length, headBytes, scale);
    softmax(scores, length);
    mix(out, scores, table, keys + <usize>kvHeads * kvBytes, length, headBytes);
    q += headBytes;
    out += headBytes;
  }
}

/** scores[s] = scale q . k[s]. Four slots at a time; a page's unused slots are read too and masked later. */
// @ts-ignore: decorator
@inline
function score(scores: usize, q: usize, table: usize, keys: usize, length: u32, headBytes: usize, scale: f32): void {
  const factor = f32x4.splat(scale);
  for (let start: u32 = 0; start < length; start += pageSlots) {
    let k = <usize>load<u32>(table) + keys;
    table += 4;
    const count = min(length - start, pageSlots);
    for (let slot: u32 = 0; slot < count; slot += 4) {
      let a = f32x4.splat(0), b = f32x4.splat(0), c = f32x4.splat(0), d = f32x4.splat(0);
      const k1 = k + headBytes, k2 = k1 + headBytes, k3 = k2 + headBytes;
      for (let i: usize = 0; i < headBytes; i += 16) {
        const value = v128.load(q + i);
        a = f32x4.add(a, f32x4.mul(value, v128.load(k + i)));
        b = f32x4.add(b, f32x4.mul(value, v128.load(k1 + i)));
        c = f32x4.add(c, f32x4.mul(value, v128.load(k2 + i)));
        d = f32x4.add(d, f32x4.mul(value, v128.load(k3 + i)));
      }
      v128.store(scores + ((<usize>(start + slot)) << 2), f32x4.mul(reduce4(a, b, c, d), factor));
      k = k3 + headBytes;
    }
  }
}

/** scores[0..length) to probabilities, in place; the rest of the last group of four becomes zero. */
// @ts-ignore: decorator
@inline
function softmax(scores: usize, length: u32): void {
  const stop = scores + ((<usize>length) << 2);
  const end = scores + ((<usize>((length + 3) & ~3)) << 2);
  for (let p = stop; p < end; p += 4) store<f32>(p, -f32.MAX_VALUE);
  let peak = f32x4.splat(-f32.MAX_VALUE);
  for (let p = scores; p < end; p += 16) peak = f32x4.max(peak, v128.load(p));
  const highest = f32x4.splat(largest(peak));
  let total = f32x4.splat(0);
  for (let p = scores; p < end; p += 16) {
    // Exactly zero below what exp's clamp can tell apart, so that masked and hopeless slots weigh nothing.
    const shifted = f32x4.sub(v128.load(p), highest);
    const value = v128.and(exp(shifted), f32x4.gt(shifted, f32x4.splat(-87)));
    total = f32x4.add(total, value);
    v128.store(p, value);
  }
  const factor = f32x4.splat(1 / sum(total));
  for (let p = scores; p < end; p += 16) v128.store(p, f32x4.mul(v128.load(p), factor));
}

/** out = sum over slots of scores[s] v[s]. Eight dimensions stay in registers while a page's slots go by. */
// @ts-ignore: decorator
@inline
function mix(out: usize, scores: usize, table: usize, values: usize, length: u32, headBytes: usize): void {
  for (let i: usize = 0; i < headBytes; i += 16) v128.store(out + i, f32x4.splat(0));
  for (let start: u32 = 0; start < length; start += pageSlots) {
    const page = <usize>load<u32>(table) + values;
    table += 4;
    const end = scores + ((<usize>min(length - start, pageSlots)) << 2);
    const pairs = end - ((end - scores) & 4);
    for (let i: usize = 0; i < headBytes; i += 32) {
      let a = v128.load(out + i), b = v128.load(out + i, 16);
      let c = f32x4.splat(0), d = f32x4.splat(0);
      let v = page + i;
      let p = scores;
      for (; p < pairs; p += 8) {
        const even = v128.load32_splat(p), odd = v128.load32_splat(p, 4);
        a = f32x4.add(a, f32x4.mul(even, v128.load(v)));
        b = f32x4.add(b, f32x4.mul(even, v128.load(v, 16)));
        v += headBytes;
        c = f32x4.add(c, f32x4.mul(odd, v128.load(v)));
        d = f32x4.add(d, f32x4.mul(odd, v128.load(v, 16)));
        v += headBytes;
      }
      if (p < end) {
        const last = v128.load32_splat(p);
        a = f32x4.add(a, f32x4.mul(last, v128.load(v)));
        b = f32x4.add(b, f32x4.mul(last, v128.load(v, 16)));
      }
      v128.store(out + i, f32x4.add(a, c));
      v128.store(out + i, f32x4.add(b, d), 16);
    }
    scores = end;
  }
}
