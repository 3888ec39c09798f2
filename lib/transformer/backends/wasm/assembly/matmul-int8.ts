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
      const accumulate = from > 0;
      let block = x;
      let scales = xScales;
      let target = out;
      let left = rows;
      while (left > 0) {
        const count = rowTile(left);
        const source = block + (((<usize>from) << 1) * count);
        if (count == 5) {
          fiveInt8(target, outBytes, source, scales, w, wScales, panelBytes, accumulate);
          fiveInt8(target + 32, outBytes, source, scales, w + 16, wScales + 32, panelBytes, accumulate);
        } else if (count == 2) twoInt8(target, outBytes, source, scales, w, wScales, panelBytes, accumulate);
        else oneInt8(target, source, scales, w, wScales, panelBytes, accumulate);
        block += xBytes * count;
        scales += (<usize>count) << 2;
        target += outBytes * count;
        left -= count;
      }
      w += panelBytes;
    }
    wScales += 64;
  }
}
