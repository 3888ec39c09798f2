import { Failure } from '@/lib/core/failure';
import type { ModelConfig } from '../../config';
import type { TensorRows } from '../../contract';
import { expectedTensors } from '../../weights';
import type { Arena } from './arena';
import type { Address } from './kernels';
import { headPlaces, inPlace, type Layout } from './layout';
import { type Matrix, packer, type Precision } from './matrix';
import type { Model } from './model';

/** Takes rows [count][width] of one tensor to where the kernels want them. */
type Sink = (firstRow: number, values: Float32Array) => void;

/** Fills a model's memory as the tensors' rows come, in any order of tensors. */
export class Tensors {
  private readonly sinks: Map<string, Sink>;
  /** Values that came, by tensor. */
  private readonly counts = new Map<string, number>();

  constructor(
    private readonly config: ModelConfig,
    layout: Layout,
    precision: Precision,
    arena: Arena,
    model: Model,
  ) {
    this.sinks = sinksOf(config, layout, precision, arena, model);
  }

  /** @throws Failure `model-file` for a tensor that the model has not; Error when blocks are out of order */
  put({ name, shape, firstRow, values }: TensorRows): void {
    const sink = this.sinks.get(name);
    if (!sink) throw new Failure('model-file', `There is no place for a tensor "${name}".`);
    const count = this.counts.get(name) ?? 0;
    if (firstRow * shape.at(-1)! !== count) throw new Error(`Row ${firstRow} of "${name}" comes out of order`);
    sink(firstRow, values);
    this.counts.set(name, count + values.length);
  }

  /** @throws Failure `model-file` where rows are missing */
  checkWhole(): void {
    for (const [name, shape] of expectedTensors(this.config)) {
      const size = shape.reduce((product, extent) => product * extent, 1);
      if ((this.counts.get(name) ?? 0) !== size) throw new Failure('model-file', `Tensor "${name}" is not whole.`);
    }
  }
}

function sinksOf(
  config: ModelConfig,
  layout: Layout,
  precision: Precision,
  arena: Arena,
  model: Model,
): Map<string, Sink> {
  const pack = packer(arena, precision);
  /** rows, columns: for each output and input of the tensor, its place in the padded matrix. */
  const into =
    (matrix: Matrix, rows: Int32Array, columns: Int32Array): Sink =>
    (firstRow, values) => {
      const width = columns.length;
      for (let from = 0, row = firstRow; from < values.length; from += width, row++)
        pack(matrix, rows[row]!, values.subarray(from, from + width), columns);
    };
  const vector =
    (address: Address, places: Int32Array): Sink =>
    (_, values) => {
      const target = arena.floats(address, places.at(-1)! + 1);
      values.forEach((value, i) => (target[places[i]!] = value));
    };

  const { heads, kvHeads, headDim } = config;
  const hidden = inPlace(config.hiddenSize);
  const inner = inPlace(config.intermediateSize);
  const after = (offset: number, places: Int32Array) => places.map(place => place + offset);
  const query = headPlaces(heads, headDim / 2, layout.half);
  const keyValue = headPlaces(kvHeads, headDim / 2, layout.half);
  const projected = {
    q: query,
    k: after(heads * layout.head, keyValue),
    v: after((heads + kvHeads) * layout.head, keyValue),
  };

  const sinks = new Map<string, Sink>();
  model.layers.forEach((layer, index) => {
    const prefix = `model.layers.${index}`;
    sinks.set(`${prefix}.input_layernorm.weight`, vector(layer.attentionNorm, hidden));
    for (const [part, places] of Object.entries(projected)) {
      sinks.set(`${prefix}.self_attn.${part}_proj.weight`, into(layer.project, places, hidden));
      if (config.qkvBias) sinks.set(`${prefix}.self_attn.${part}_proj.bias`, vector(layer.projectBias, places));
    }
    sinks.set(`${prefix}.self_attn.o_proj.weight`, into(layer.output, hidden, query));
    sinks.set(`${prefix}.post_attention_layernorm.weight`, vector(layer.mlpNorm, hidden));
    sinks.set(`${prefix}.mlp.gate_proj.weight`, into(layer.widen, inner, hidden));
    sinks.set(`${prefix}.mlp.up_proj.weight`, into(layer.widen, after(layout.inner, inner), hidden));
    sinks.set(`${prefix}.mlp.down_proj.weight`, into(layer.narrow, hidden, inner));
  });
  sinks.set('model.norm.weight', vector(model.finalNorm, hidden));
  const unembed = into(model.unembed, inPlace(config.vocabSize), hidden);
  if (!config.tiedEmbedding) sinks.set('lm_head.weight', unembed);
  sinks.set('model.embed_tokens.weight', (firstRow, values) => {
    model.embedding.put(firstRow, values);
    if (config.tiedEmbedding) unembed(firstRow, values);
  });
  return sinks;
}
