import { exp } from './exp';

/**
 * out[r][i] = silu(x[r][i]) x[r][width + i], with silu(g) = g / (1 + e^-g). x: [rows][2 width], out: [rows][width];
 * width is a multiple of 4.
 */
export function swiglu(out: usize, x: usize, width: u32, rows: u32): void {
  const bytes: usize = (<usize>width) << 2;
  const unit = f32x4.splat(1);
  for (let row: u32 = 0; row < rows; row++) {
    for (let i: usize = 0; i < bytes; i += 16) {
      const gate = v128.load(x + i);
      const silu = f32x4.div(gate, f32x4.add(unit, exp(f32x4.neg(gate))));
      v128.store(out + i, f32x4.mul(silu, v128.load(x + bytes + i)));
    }
    x += bytes << 1;
    out += bytes;
  }
}
