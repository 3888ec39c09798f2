import type { Arena } from './arena';
import type { Address } from './kernels';

export type Precision = 'f32' | 'int8';

/** A packed matrix in the kernels' memory. `inputs` and `outputs` are padded sizes. */
export interface Matrix {
  address: Address;
  /** One scale an output, [outputs] float32; int8 only. */
  scales: Address;
  inputs: number;
  outputs: number;
}

/**
 * One part of a matrix whose outputs several tensors share (queries, keys and values are one product).
 * rows, columns: for each output and input of the tensor, its place in the padded matrix.
 */
export interface Part {
  tensor: Float32Array;
  rows: Int32Array;
  columns: Int32Array;
}

/** Largest magnitude of an int8 weight; -128 is not used, so that the scale is symmetric. */
export const weightLimit = 127;

/**
 * Largest magnitude of an int16 activation for a given width: int16's own, or less for wide vectors, so that a lane's sum of `inputs / 4`
 * products stays within 31 bits whatever the values are.
 */
export const activationLimit = (inputs: number): number =>
  Math.min(32_767, Math.floor((2 ** 31 - 1) / (weightLimit * Math.ceil(inputs / 4))));

/**
 * Writes tensors into panels of four outputs (see assembly/matmul-f32.ts and matmul-int8.ts), padding with zeros. int8 is symmetric, one
 * scale per output: the row's largest magnitude is 127.
 */
export function pack(arena: Arena, precision: Precision, inputs: number, outputs: number, parts: Part[]): Matrix {
  const bytes = precision === 'f32' ? 4 : 1;
  const address = arena.allocate(inputs * outputs * bytes);
  const scales = precision === 'int8' ? arena.allocate(outputs * 4) : 0;
  const matrix = { address, scales, inputs, outputs };
  for (const part of parts) {
    if (precision === 'f32') packF32(arena.floats(address, inputs * outputs), inputs, part);
    else packInt8(arena.bytes(address, inputs * outputs), arena.floats(scales, outputs), inputs, part);
  }
  return matrix;
}

function packF32(panels: Float32Array, inputs: number, { tensor, rows, columns }: Part): void {
  for (let r = 0, at = 0; r < rows.length; r++) {
    const row = rows[r]!;
    const start = (row >> 2) * 4 * inputs + (row & 3) * 4;
    for (let c = 0; c < columns.length; c++, at++) {
      const column = columns[c]!;
      panels[start + (column >> 2) * 16 + (column & 3)] = tensor[at]!;
    }
  }
}

function packInt8(panels: Int8Array, scales: Float32Array, inputs: number, { tensor, rows, columns }: Part): void {
  const width = columns.length;
  for (let r = 0; r < rows.length; r++) {
    const row = rows[r]!;
    let peak = 0;
    for (let at = r * width; at < (r + 1) * width; at++) peak = Math.max(peak, Math.abs(tensor[at]!));
    const factor = peak > 0 ? weightLimit / peak : 0;
    scales[row] = peak / weightLimit;
    const start = (row >> 2) * 4 * inputs + (row & 3) * 8;
    for (let c = 0, at = r * width; c < width; c++, at++) {
      const column = columns[c]!;
      panels[start + (column >> 3) * 32 + (column & 7)] = Math.round(tensor[at]! * factor);
    }
  }
}
