import { fiveInt8, inputTile, oneInt8, twoInt8 } from './panel-int8';
import { rowTile } from './row-tile';

/**
 * The product of ./matmul-f32 with int8 weights (one scale per output) and int16 activations (one scale per vector),
 * which ./quantise prepares. An int16 activation costs as much as an int8 one (both must be widened to 16 bits for
 * the dot instruction), and its error is negligible beside that of the weights.
 * w: [outputs/16][inputs/2][16 outputs][2 inputs] int8. `inputs` is a multiple of 8, `outputs` of 16.
 */
export function matmulInt8(
  out: usize, outStride: u32, x: usize, xScales: usize, w: usize, wScales: usize, inputs: u32, outputs: u32, rows: u32,
): void {
  const xBytes: usize = (<usize>inputs) << 1;
  const outBytes: usize = (<usize>outStride) << 2;
  for (const end = out + ((<usize>outputs) << 2); out < end; out += 64) {
    for (let from: u32 = 0; from < inputs; from += inputTile) {
      const panelBytes: usize = (<usize>min(inputTile, inputs - from)) << 4;
      productRows(out, outBytes, x, xBytes, (<usize>from) << 1, xScales, w, wScales, panelBytes, rows, from > 0);
      w += panelBytes;
    }
    wScales += 64;
  }
}

/**
 * Products of `rows` int16 vectors with one panel. xBytes: bytes of a vector; `offset`: where in it the inputs of the
 * panel begin, in bytes.
 */
// @ts-ignore: decorator
@inline
export function productRows(
  out: usize, outBytes: usize, x: usize, xBytes: usize, offset: usize, xScales: usize,
  w: usize, wScales: usize, panelBytes: usize, rows: u32, accumulate: bool,
): void {
  let left = rows;
  while (left > 0) {
    const count = rowTile(left);
    const source = x + offset * count;
    if (count == 5) {
      fiveInt8(out, outBytes, source, xScales, w, wScales, panelBytes, accumulate);
      fiveInt8(out + 32, outBytes, source, xScales, w + 16, wScales + 32, panelBytes, accumulate);
    } else if (count == 2) twoInt8(out, outBytes, source, xScales, w, wScales, panelBytes, accumulate);
    else oneInt8(out, source, xScales, w, wScales, panelBytes, accumulate);
    x += xBytes * count;
    xScales += (<usize>count) << 2;
    out += outBytes * count;
    left -= count;
  }
}
