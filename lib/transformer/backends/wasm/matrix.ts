import type { Arena } from './arena';
import type { Address } from './kernels';

export type Precision = 'f32' | 'int8';

/** A packed matrix in the kernels' memory. `inputs` and `outputs` are padded sizes. */
export interface Matrix {
  address: Address;
  /** One scale per output, [outputs] float32; int8 only. */
  scales: Address;
  inputs: number;
  outputs: number;
}

/** Outputs per panel; the kernels assume the same number. */
export const panelOutputs = 16;

/** Largest magnitude of an int8 weight; -128 is unused, so that the scale is symmetric. */
const weightLimit = 127;

/**
 * Allocates a matrix of zeros.
 * @throws Failure `too-large`
 */
export function allocateMatrix(arena: Arena, precision: Precision, inputs: number, outputs: number): Matrix {
  const address = arena.allocate(inputs * outputs * (precision === 'f32' ? 4 : 1));
  const scales = precision === 'int8' ? arena.allocate(outputs * 4) : 0;
  return { address, scales, inputs, outputs };
}

/**
 * Writes the weights of one output into its panel.
 * @param output the padded index
 * @param indices the padded index of each input
 */
export type PackRow = (matrix: Matrix, output: number, weights: Float32Array, indices: Int32Array) => void;

export const packer = (arena: Arena, precision: Precision): PackRow =>
  precision === 'f32' ? packF32(arena) : packInt8(arena);

/** Panels of assembly/matmul-f32.ts: [inputs][16]. */
const packF32 =
  (arena: Arena): PackRow =>
  ({ address, inputs }, output, weights, indices) => {
    const lane = output % panelOutputs;
    const panel = arena.floats(address + (output - lane) * inputs * 4, panelOutputs * inputs);
    for (let i = 0; i < indices.length; i++) panel[indices[i]! * panelOutputs + lane] = weights[i]!;
  };

/**
 * Panels of assembly/matmul-int8.ts: [inputs/2][16][2]. Symmetric quantisation with one scale per output: the largest
 * magnitude of a row maps to 127.
 */
const packInt8 =
  (arena: Arena): PackRow =>
  ({ address, scales, inputs }, output, weights, indices) => {
    const peak = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
    const factor = peak > 0 ? weightLimit / peak : 0;
    arena.floats(scales + output * 4, 1)[0] = peak / weightLimit;
    const lane = output % panelOutputs;
    const panel = arena.bytes(address + (output - lane) * inputs, panelOutputs * inputs);
    for (let i = 0; i < indices.length; i++) {
      const index = indices[i]!;
      panel[(index >> 1) * 2 * panelOutputs + 2 * lane + (index & 1)] = Math.round(weights[i]! * factor);
    }
  };
