import { oneF32, twoF32 } from './panel-f32';

/**
 * out[r][n] = sum over k of x[r][k] w[n][k], for `rows` vectors at once.
 * w is in panels of 16 outputs, [outputs/16][inputs][16]: one sequential stream whatever the number of rows, each panel read from memory
 * once for all rows (the later ones find it in the first or second cache). `outputs` is a multiple of 16; strides are in floats.
 */
export function matmulF32(
  out: usize, outStride: u32, x: usize, xStride: u32, w: usize, inputs: u32, outputs: u32, rows: u32,
): void {
  const panelBytes: usize = (<usize>inputs) << 6;
  const xBytes: usize = (<usize>xStride) << 2;
  const outBytes: usize = (<usize>outStride) << 2;
  for (const end = out + ((<usize>outputs) << 2); out < end; out += 64) {
    let source = x;
    let target = out;
    let left = rows;
    for (; left >= 2; left -= 2) {
      twoF32(target, outBytes, source, xBytes, w, panelBytes);
      source += xBytes << 1;
      target += outBytes << 1;
    }
    if (left > 0) oneF32(target, source, w, panelBytes);
    w += panelBytes;
  }
}
