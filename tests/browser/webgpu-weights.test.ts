import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matrixBytes, MatrixPacker, type Precision, toHalves } from '@/lib/transformer/backends/webgpu/matrix';
import { halfToNumber } from '@/lib/transformer/floats';

/** How weights are stored for the GPU: half precision, and the packed matrix. */

const values = (length: number) =>
  fc.array(fc.float({ min: -4, max: 4, noNaN: true }), { minLength: length, maxLength: length });

describe('half precision', () => {
  it('keeps every half as it is', () => {
    for (let bits = 0; bits < 65_536; bits++) {
      const value = halfToNumber(bits);
      const [half] = toHalves(Float32Array.of(value));
      if (Number.isNaN(value)) expect(halfToNumber(half!)).toBeNaN();
      else expect(half).toBe(bits);
    }
  });

  it('takes the nearest half of any number', () => {
    fc.assert(
      fc.property(fc.float({ noDefaultInfinity: true, noNaN: true, min: -65_504, max: 65_504 }), value => {
        const [half] = toHalves(Float32Array.of(value));
        const error = Math.abs(halfToNumber(half!) - value);
        for (const other of [half! - 1, half! + 1])
          if ((other & 0x7fff) <= 0x7c00 && other >= 0)
            expect(error).toBeLessThanOrEqual(Math.abs(halfToNumber(other & 0xffff) - value));
      }),
    );
  });

  it('is infinite beyond the range, and keeps the sign', () => {
    expect([...toHalves(Float32Array.of(65_520, -1e9, -0, Infinity, 1e-9))]).toEqual([
      0x7c00, 0xfc00, 0x8000, 0x7c00, 0,
    ]);
  });
});

describe('a packed matrix', () => {
  const sizes = fc.record({ inputs: fc.integer({ min: 1, max: 21 }), outputs: fc.integer({ min: 1, max: 150 }) });
  const asIs = { column: (output: number) => output, place: (input: number) => input };

  /** The packed bytes and scales of a matrix [outputs][inputs] that arrives in blocks of rows. */
  function pack(matrix: Float32Array, inputs: number, precision: Precision, block: number) {
    const outputs = matrix.length / inputs;
    const size = { inputs4: Math.ceil(inputs / 4), units: Math.ceil(outputs / 8) };
    const bytes = new Uint8Array(matrixBytes(size, precision));
    const scales = new Float32Array(size.units * 8);
    const columns = Array.from({ length: outputs }, (_, i) => i);
    const packer = new MatrixPacker(size, precision, columns, scales, (offset, { buffer }) =>
      bytes.set(new Uint8Array(buffer), offset),
    );
    for (let row = 0; row < outputs; row += block)
      packer.put(matrix.subarray(row * inputs, (row + block) * inputs), inputs, row, asIs);
    return { bytes, scales };
  }

  it('holds every weight in its place, within half a step of int8, and does not depend on how it arrives', () => {
    const cases = sizes.chain(size =>
      fc.tuple(fc.constant(size), values(size.inputs * size.outputs), fc.integer({ min: 1, max: 70 })),
    );
    fc.assert(
      fc.property(cases, ([{ inputs, outputs }, list, block]) => {
        const matrix = Float32Array.from(list);
        const at = (output: number, input: number) => {
          const tile = Math.floor(output / 64) * Math.ceil(inputs / 4) * 256;
          return (
            tile + Math.floor(input / 4) * 256 + Math.floor((output % 64) / 4) * 16 + (input % 4) * 4 + (output % 4)
          );
        };
        const whole = pack(matrix, inputs, 'int8', outputs);
        expect(pack(matrix, inputs, 'int8', block)).toEqual(whole);
        const steps = new Int8Array(whole.bytes.buffer);
        const exact = new Float32Array(pack(matrix, inputs, 'f32', block).bytes.buffer);
        for (let output = 0; output < outputs; output++)
          for (let input = 0; input < inputs; input++) {
            const weight = matrix[output * inputs + input]!;
            expect(exact[at(output, input)]).toBe(weight);
            const step = whole.scales[output]! / 127;
            expect(Math.abs(steps[at(output, input)]! * step - weight)).toBeLessThanOrEqual(step * 0.5001);
          }
      }),
      { numRuns: 30 },
    );
  });
});
