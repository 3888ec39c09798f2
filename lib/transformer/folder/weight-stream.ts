import { createYield } from '@/lib/core/pace';
import type { TensorRows } from '../contract';
import { toFloat32, widths } from '../floats';
import type { OpenSafetensors, StoredTensor } from './safetensors';

/** Maximum number of values in a block, unless a single row has more: 4 MB in float32. */
const blockValues = 2 ** 20;

/**
 * Streams the tensors of a file, in file order, as blocks of whole rows, and skips the tensors that `wants` rejects.
 * Holds one block in memory at a time.
 *
 * @throws Failure `model-file` for a file that ends early or continues after its last tensor; `cancelled` between two
 *   blocks
 */
export async function streamTensors(
  file: OpenSafetensors,
  wants: (name: string) => boolean,
  put: (rows: TensorRows) => void,
  signal: AbortSignal,
): Promise<void> {
  const yieldToEventLoop = createYield();
  const blocks = new Blocks();
  for (const tensor of file.tensors) {
    if (!wants(tensor.name)) {
      await file.reader.skip(tensor.end - tensor.begin);
      continue;
    }
    const { rows, width } = rowsOf(tensor);
    const most = Math.max(1, Math.floor(blockValues / width));
    for (let firstRow = 0; firstRow < rows; firstRow += most) {
      const count = Math.min(most, rows - firstRow) * width;
      const { bytes, values } = blocks.take(tensor, count);
      if ((await file.reader.fill(bytes)) < bytes.byteLength)
        throw file.refusal(`it ends within tensor "${tensor.name.slice(0, 100)}"`);
      toFloat32(tensor.dtype, bytes, values);
      put({ name: tensor.name, shape: tensor.shape, firstRow, values });
      await yieldToEventLoop(signal);
    }
  }
  await file.expectEnd();
}

/** A matrix has its rows; a vector is one row. */
function rowsOf({ shape }: StoredTensor): { rows: number; width: number } {
  const width = shape.at(-1) ?? 1;
  return { rows: shape.slice(0, -1).reduce((product, size) => product * size, 1), width };
}

/** The two buffers of a block, reused for the next block. */
class Blocks {
  private bytes = new Uint8Array(0);
  private values = new Float32Array(0);

  take({ dtype }: StoredTensor, count: number): { bytes: Uint8Array; values: Float32Array } {
    if (this.values.length < count) {
      this.values = new Float32Array(count);
      this.bytes = new Uint8Array(count * Float32Array.BYTES_PER_ELEMENT);
    }
    return { bytes: this.bytes.subarray(0, count * widths[dtype]), values: this.values.subarray(0, count) };
  }
}
