import { Failure } from '@/lib/core/failure';
import type { ModelConfig } from '../../config';
import type { TensorRows } from '../../contract';
import { expectedTensors } from '../../weights';
import type { Arena } from './arena';
import type { Address } from './kernels';
import { headIndices, identityIndices, type Layout } from './layout';
import { type Matrix, packer, type Precision } from './matrix';
import type { Model } from './model';

/** Writes rows [count][width] of one tensor to their place in the kernels' memory. */
type TensorWriter = (firstRow: number, values: Float32Array) => void;

/** Fills the memory of a model with rows of tensors; tensors may arrive in any order. */
export class Tensors {
  private readonly writers: Map<string, TensorWriter>;
  /** Number of values received, by tensor. */
  private readonly counts = new Map<string, number>();

  constructor(
    private readonly config: ModelConfig,
    layout: Layout,
    precision: Precision,
    arena: Arena,
    model: Model,
  ) {
    this.writers = writersOf(config, layout, precision, arena, model);
  }

  /**
   * @throws Failure `model-file` for a tensor that the model does not have
   * @throws Error when blocks are out of order
   */
  put({ name, shape, firstRow, values }: TensorRows): void {
    const write = this.writers.get(name);
    if (!write) throw new Failure('model-file', `The model has no tensor "${name}".`);
    const count = this.counts.get(name) ?? 0;
    if (firstRow * shape.at(-1)! !== count) throw new Error(`Row ${firstRow} of "${name}" comes out of order`);
    write(firstRow, values);
    this.counts.set(name, count + values.length);
  }

  /** @throws Failure `model-file` where rows are missing */
  checkComplete(): void {
    for (const [name, shape] of expectedTensors(this.config)) {
      const size = shape.reduce((product, extent) => product * extent, 1);
      if ((this.counts.get(name) ?? 0) !== size) throw new Failure('model-file', `Tensor "${name}" is incomplete.`);
    }
  }
}

function writersOf(
  config: ModelConfig,
  layout: Layout,
  precision: Precision,
  arena: Arena,
  model: Model,
): Map<string, TensorWriter> {
  const pack = packer(arena, precision);
  /** rows, columns: for each output and input of the tensor, its index in the padded matrix. */
  const rowsInto =
    (matrix: Matrix, rows: Int32Array, columns: Int32Array): TensorWriter =>
    (firstRow, values) => {
      const width = columns.length;
      for (let from = 0, row = firstRow; from < values.length; from += width, row++)
        pack(matrix, rows[row]!, values.subarray(from, from + width), columns);
    };
  const vector =
    (address: Address, indices: Int32Array): TensorWriter =>
    (_, values) => {
      const target = arena.floats(address, indices.at(-1)! + 1);
      values.forEach((value, i) => (target[indices[i]!] = value));
    };

  const { heads, kvHeads, headDim } = config;
  const hidden = identityIndices(config.hiddenSize);
  const intermediate = identityIndices(config.intermediateSize);
  const after = (offset: number, indices: Int32Array) => indices.map(index => index + offset);
  const query = headIndices(heads, headDim / 2, layout.half);
  const keyValue = headIndices(kvHeads, headDim / 2, layout.half);
  const qkv = {
    q: query,
    k: after(heads * layout.head, keyValue),
    v: after((heads + kvHeads) * layout.head, keyValue),
  };

  const writers = new Map<string, TensorWriter>();
  model.layers.forEach((layer, index) => {
    const prefix = `model.layers.${index}`;
    writers.set(`${prefix}.input_layernorm.weight`, vector(layer.attentionNorm, hidden));
    for (const [part, indices] of Object.entries(qkv)) {
      writers.set(`${prefix}.self_attn.${part}_proj.weight`, rowsInto(layer.qkv, indices, hidden));
      if (config.qkvBias) writers.set(`${prefix}.self_attn.${part}_proj.bias`, vector(layer.qkvBias, indices));
    }
    writers.set(`${prefix}.self_attn.o_proj.weight`, rowsInto(layer.output, hidden, query));
    writers.set(`${prefix}.post_attention_layernorm.weight`, vector(layer.mlpNorm, hidden));
    writers.set(`${prefix}.mlp.gate_proj.weight`, rowsInto(layer.gateUp, intermediate, hidden));
    writers.set(
      `${prefix}.mlp.up_proj.weight`,
      rowsInto(layer.gateUp, after(layout.intermediate, intermediate), hidden),
    );
    writers.set(`${prefix}.mlp.down_proj.weight`, rowsInto(layer.down, hidden, intermediate));
  });
  writers.set('model.norm.weight', vector(model.finalNorm, hidden));
  const lmHead = rowsInto(model.lmHead, identityIndices(config.vocabSize), hidden);
  if (!config.tiedEmbedding) writers.set('lm_head.weight', lmHead);
  writers.set('model.embed_tokens.weight', (firstRow, values) => {
    model.embedding.put(firstRow, values);
    if (config.tiedEmbedding) lmHead(firstRow, values);
  });
  return writers;
}
