import { oneF32, twoF32 } from './panel-f32';

/**
 * Number of inputs that all rows read before the next inputs. With few rows a tile is 4 kB of weights: while later
 * rows read them from the L1 cache, the processor prefetches the next ones, so that a batch waits for memory no
 * longer than a single row does. With many rows, longer sums matter more than memory latency.
 */
// @ts-ignore: decorator
@inline
function inputTile(rows: u32): u32 {
  return rows < 8 ? 64 : 256;
}

/**
 * out[r][n] = sum over k of x[r][k] w[n][k], for `rows` vectors at once.
 * w is in panels of 16 outputs, [outputs/16][inputs][16]: one sequential stream for any number of rows; each weight
 * is read from memory once for all rows. `outputs` is a multiple of 16; strides are in floats.
 */
export function matmulF32(
  out: usize, outStride: u32, x: usize, xStride: u32, w: usize, inputs: u32, outputs: u32, rows: u32,
): void {
  const xBytes: usize = (<usize>xStride) << 2;
  const outBytes: usize = (<usize>outStride) << 2;
  const step = inputTile(rows);
  for (const end = out + ((<usize>outputs) << 2); out < end; out += 64) {
    for (let from: u32 = 0; from < inputs; from += step) {
      const panelBytes: usize = (<usize>min(step, inputs - from)) << 6;
      let source = x + ((<usize>from) << 2);
      let target = out;
      let left = rows;
      for (; left >= 2; left -= 2) {
        twoF32(target, outBytes, source, xBytes, w, panelBytes, from > 0);
        source += xBytes << 1;
        target += outBytes << 1;
      }
      if (left > 0) oneF32(target, source, w, panelBytes, from > 0);
      w += panelBytes;
    }
  }
}
