import { inputsAtOnce, oneInt8, twoInt8 } from './panel-int8';

/**
 * The product of ./matmul-f32 with int8 weights (one scale an output) and int16 activations (one scale a vector, from ./quantise).
 * An int16 activation costs what an int8 one would (both must be widened to 16 bits for the dot instruction) and its error is lost in
 * that of the weights.
 * w: [outputs/16][inputs/2][16 outputs][2 inputs] int8. x: [rows][xStride] int16. `inputs` is even, `outputs` a multiple of 16.
 */
export function matmulInt8(
  out: usize, outStride: u32, x: usize, xStride: u32, xScales: usize,
  w: usize, wScales: usize, inputs: u32, outputs: u32, rows: u32,
): void {
  const xBytes: usize = (<usize>xStride) << 1;
  const outBytes: usize = (<usize>outStride) << 2;
  for (const end = out + ((<usize>outputs) << 2); out < end; out += 64) {
    for (let from: u32 = 0; from < inputs; from += inputsAtOnce) {
      const panelBytes: usize = (<usize>min(inputsAtOnce, inputs - from)) << 4;
      let source = x + ((<usize>from) << 1);
      let scale = xScales;
      let target = out;
      let left = rows;
      for (; left >= 2; left -= 2) {
        twoInt8(target, outBytes, source, xBytes, scale, w, wScales, panelBytes, from > 0);
        source += xBytes << 1;
        target += outBytes << 1;
        scale += 8;
      }
      if (left > 0) oneInt8(target, source, scale, w, wScales, panelBytes, from > 0);
      w += panelBytes;
    }
    wScales += 64;
  }
}
