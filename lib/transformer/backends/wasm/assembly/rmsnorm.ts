import { laneSum } from './reduce';

/**
 * out = x / sqrt(mean(x^2) + epsilon) * weight, for each row. The mean is over `size` values; the zeros up to
 * `stride` do not count.
 */
export function rmsNorm(out: usize, x: usize, weight: usize, stride: u32, rows: u32, size: f32, epsilon: f32): void {
  const bytes: usize = (<usize>stride) << 2;
  for (let row: u32 = 0; row < rows; row++) {
    let squares = f32x4.splat(0);
    for (let i: usize = 0; i < bytes; i += 16) {
      const value = v128.load(x + i);
      squares = f32x4.add(squares, f32x4.mul(value, value));
    }
    const factor = f32x4.splat(1 / sqrt<f32>(laneSum(squares) / size + epsilon));
    for (let i: usize = 0; i < bytes; i += 16) {
      v128.store(out + i, f32x4.mul(f32x4.mul(v128.load(x + i), factor), v128.load(weight + i)));
    }
    x += bytes;
    out += bytes;
  }
}
