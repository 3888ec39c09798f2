import { Failure } from '@/lib/core/failure';
import type { ModelConfig } from '../../config';
import type { TensorRows } from '../../contract';
import { expectedTensors } from '../../weights';

/** One linear projection: weight [outputs, inputs] row-major, and a bias [outputs] where the model has one. */
export interface Projection {
  weight: Float32Array;
  bias: Float32Array | undefined;
}

export interface Layer {
  attentionNorm: Float32Array;
  query: Projection;
  key: Projection;
  value: Projection;
  output: Projection;
  mlpNorm: Float32Array;
  gate: Projection;
  up: Projection;
  down: Projection;
}

export interface Model {
  embedding: Float32Array;
  layers: Layer[];
  finalNorm: Float32Array;
  lmHead: Projection;
}

/** Collects whole tensors in float32 from their blocks. */
export class Tensors {
  private readonly arrays = new Map<string, { values: Float32Array; filled: number }>();

  put({ name, shape, firstRow, values }: TensorRows): void {
    const size = shape.reduce((product, extent) => product * extent, 1);
    const width = shape.at(-1) ?? 1;
    const tensor = this.arrays.get(name) ?? { values: new Float32Array(size), filled: 0 };
    tensor.values.set(values, firstRow * width);
    tensor.filled += values.length;
    this.arrays.set(name, tensor);
  }

  /** @throws Failure `model-file` where a tensor is missing or incomplete */
  model(config: ModelConfig): Model {
    for (const name of expectedTensors(config).keys()) {
      const tensor = this.arrays.get(name);
      if (!tensor || tensor.filled !== tensor.values.length)
        throw new Failure('model-file', `Tensor "${name}" is incomplete.`);
    }
    const get = (name: string) => this.arrays.get(name)!.values;
    const layer = (index: number): Layer => {
      const prefix = `model.layers.${index}`;
      const projection = (name: string): Projection => ({
        weight: get(`${prefix}.${name}.weight`),
        bias: this.arrays.get(`${prefix}.${name}.bias`)?.values,
      });
      return {
        attentionNorm: get(`${prefix}.input_layernorm.weight`),
        query: projection('self_attn.q_proj'),
        key: projection('self_attn.k_proj'),
        value: projection('self_attn.v_proj'),
        output: projection('self_attn.o_proj'),
        mlpNorm: get(`${prefix}.post_attention_layernorm.weight`),
        gate: projection('mlp.gate_proj'),
        up: projection('mlp.up_proj'),
        down: projection('mlp.down_proj'),
      };
    };
    const embedding = get('model.embed_tokens.weight');
    return {
      embedding,
      layers: Array.from({ length: config.layers }, (_, index) => layer(index)),
      finalNorm: get('model.norm.weight'),
      lmHead: { weight: config.tiedEmbedding ? embedding : get('lm_head.weight'), bias: undefined },
    };
  }

  bytes(): number {
    return [...this.arrays.values()].reduce((sum, { values }) => sum + values.byteLength, 0);
  }

  clear(): void {
    this.arrays.clear();
  }
}
