/** Multiplies a head, two halves of `half` floats, by the matrix of lib/transformer/cache/hadamard.ts. */
export function hadamard(x: usize, half: u32): void {
  const bytes: usize = (<usize>half) << 2;
  for (let start = x; start <= x + bytes; start += bytes) {
    let begin = start;
    for (let left = half; left > 0;) {
      const block: u32 = 1 << (31 - clz<u32>(left));
      walshHadamard(begin, block);
      begin += (<usize>block) << 2;
      left -= block;
    }
  }
  for (let p = x; p < x + bytes; p += 4) butterfly(p, p + bytes);
}

function walshHadamard(x: usize, size: u32): void {
  const end = x + ((<usize>size) << 2);
  for (let step: usize = 4; step < (<usize>size) << 2; step <<= 1)
    for (let begin = x; begin < end; begin += step << 1)
      for (let p = begin; p < begin + step; p += 4) butterfly(p, p + step);
}

// @ts-ignore: decorator
@inline
function butterfly(p: usize, q: usize): void {
  const a = load<f32>(p);
  const b = load<f32>(q);
  store<f32>(p, (a + b) * <f32>0.70710678118654752);
  store<f32>(q, (a - b) * <f32>0.70710678118654752);
}
