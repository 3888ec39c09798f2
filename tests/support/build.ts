import type { ModelConfig } from '@/lib/transformer/config';
import type { Backend, BackendBuilder } from '@/lib/transformer/contract';
import { expectedTensors } from '@/lib/transformer/weights';
import type { RandomWeights } from './random-model';

/** Feeds a builder with whole tensors, as a loader would with blocks: a few rows at a time, so that blocks are tried too. */
export async function build(builder: BackendBuilder, config: ModelConfig, weights: RandomWeights): Promise<Backend> {
  for (const [name, shape] of expectedTensors(config)) {
    const values = weights.get(name);
    const width = shape.at(-1)!;
    const rows = values.length / width;
    const block = Math.max(1, Math.ceil(rows / 3));
    for (let firstRow = 0; firstRow < rows; firstRow += block) {
      const end = Math.min(rows, firstRow + block);
      builder.put({ name, shape, firstRow, values: values.slice(firstRow * width, end * width) });
    }
  }
  return builder.finish();
}
