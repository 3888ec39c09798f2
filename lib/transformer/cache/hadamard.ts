/**
 * Multiplies one head, `size` values from `from` on, by an orthonormal and symmetric matrix, so that applying it
 * twice gives the head back and products of two rotated heads do not change.
 *
 * For a power of two it is the Walsh-Hadamard matrix in natural order. For other sizes, each half is split into
 * powers of two, largest first; each of them is transformed, and then the two halves with each other. The halves are
 * kept apart because backends pad them separately.
 */
export function rotateHadamard(x: Float32Array, from: number, size: number): void {
  const half = size / 2;
  for (const begin of [from, from + half])
    for (let at = 0; at < half;) {
      const block = largestPower(half - at);
      walshHadamard(x, begin + at, block);
      at += block;
    }
  for (let i = from; i < from + half; i++) butterfly(x, i, i + half);
}

/** The largest power of two that is not larger than `size`. */
export const largestPower = (size: number): number => 2 ** Math.floor(Math.log2(size));

function walshHadamard(x: Float32Array, from: number, size: number): void {
  for (let step = 1; step < size; step *= 2)
    for (let begin = from; begin < from + size; begin += 2 * step)
      for (let i = begin; i < begin + step; i++) butterfly(x, i, i + step);
}

function butterfly(x: Float32Array, i: number, j: number): void {
  const [a, b] = [x[i] ?? 0, x[j] ?? 0];
  x[i] = (a + b) * Math.SQRT1_2;
  x[j] = (a - b) * Math.SQRT1_2;
}
