import { createYield } from '@/lib/core/pace';
import type { TensorRows } from '../contract';
import type { StoredType } from '../floats';
import { areFinite, isStoredType, toFloat32, widths } from '../floats';
import { type OpenSafetensors, quote } from './safetensors';

/** Maximum number of values in a block, unless a single row has more: 4 MB in float32. */
const blockValues = 2 ** 20;

/**
 * Streams the tensors of a file, in file order, as blocks of whole rows. Holds one block in memory at a time.
 *
 * @param nameOf the name under which a tensor of the file is handed out; undefined for one that is skipped
 * @throws Failure `model-file` for a file that ends early or continues after its last tensor, for values that are not
 *   finite numbers, and, before any value is read, for a format that is not read; `cancelled` between two blocks
 */
export async function streamTensors(
  file: OpenSafetensors,
  nameOf: (stored: string) => string | undefined,
  put: (rows: TensorRows) => void,
  signal: AbortSignal,
): Promise<void> {
  const yieldToEventLoop = createYield();
  const blocks = new Blocks();
  const tensors = file.tensors.map(tensor => {
    const { dtype, name: stored } = tensor;
    const name = nameOf(stored);
    if (name !== undefined && !isStoredType(dtype))
      throw file.refusal(`tensor ${quote(stored)} has dtype ${quote(dtype)}, not F32, F16 or BF16`);
    return { ...tensor, name, stored };
  });
  for (const { name, stored, dtype, shape, begin, end } of tensors) {
    if (name === undefined || !isStoredType(dtype)) {
      await file.reader.skip(end - begin);
      continue;
    }
    const { rows, width } = rowsOf(shape);
    const most = Math.max(1, Math.floor(blockValues / width));
    for (let firstRow = 0; firstRow < rows; firstRow += most) {
      const count = Math.min(most, rows - firstRow) * width;
      const { bytes, values } = blocks.take(dtype, count);
      if ((await file.reader.fill(bytes)) < bytes.byteLength)
        throw file.refusal(`it ends within tensor ${quote(stored)}`);
      toFloat32(dtype, bytes, values);
      if (!areFinite(values)) throw file.refusal(`tensor ${quote(stored)} holds values that are not finite numbers`);
      put({ name, shape, firstRow, values });
      await yieldToEventLoop(signal);
    }
  }
  await file.expectEnd();
}

/** A matrix has its rows; a vector is one row. */
function rowsOf(shape: readonly number[]): { rows: number; width: number } {
  const width = shape.at(-1) ?? 1;
  return { rows: shape.slice(0, -1).reduce((product, size) => product * size, 1), width };
}

/** The two buffers of a block, reused for the next block. */
class Blocks {
  private bytes = new Uint8Array(0);
  private values = new Float32Array(0);

  take(dtype: StoredType, count: number): { bytes: Uint8Array; values: Float32Array } {
    if (this.values.length < count) {
      this.values = new Float32Array(count);
      this.bytes = new Uint8Array(count * Float32Array.BYTES_PER_ELEMENT);
    }
    return { bytes: this.bytes.subarray(0, count * widths[dtype]), values: this.values.subarray(0, count) };
  }
}
