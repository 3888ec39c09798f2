import type { ModelConfig } from '../../config';
import type { Weights } from '../../contract';
import type { Arena } from './arena';
import type { Address } from './kernels';
import { headPlaces, inPlace, type Layout } from './layout';
import { type Matrix, pack, type Part, type Precision } from './matrix';

export interface Layer {
  attentionNorm: Address;
  /** Queries, keys and values in one product. */
  project: Matrix;
  output: Matrix;
  mlpNorm: Address;
  /** Gate and up in one product. */
  widen: Matrix;
  narrow: Matrix;
}

export interface Model {
  /** [vocab, hidden], float32 and unpacked: it is read one row a token. */
  embedding: Float32Array;
  layers: Layer[];
  finalNorm: Address;
  unembed: Matrix;
}

/** Packs a model's weights into the kernels' memory. */
export function packModel(
  config: ModelConfig,
  layout: Layout,
  weights: Weights,
  precision: Precision,
  arena: Arena,
): Model {
  const { heads, kvHeads, headDim, hiddenSize, intermediateSize } = config;
  const hidden = inPlace(hiddenSize);
  const inner = inPlace(intermediateSize);
  const query = headPlaces(heads, headDim / 2, layout.half);
  const keyValue = headPlaces(kvHeads, headDim / 2, layout.half);
  const after = (offset: number, places: Int32Array) => places.map(place => place + offset);

  const vector = (name: string): Address => {
    const address = arena.allocate(layout.hidden * 4);
    arena.floats(address, hiddenSize).set(weights.get(name));
    return address;
  };
  const part = (name: string, rows: Int32Array, columns: Int32Array): Part => ({
    tensor: weights.get(name),
    rows,
    columns,
  });

  const layer = (index: number): Layer => {
    const name = (rest: string) => `model.layers.${index}.${rest}.weight`;
    return {
      attentionNorm: vector(name('input_layernorm')),
      project: pack(arena, precision, layout.hidden, layout.projected, [
        part(name('self_attn.q_proj'), query, hidden),
        part(name('self_attn.k_proj'), after(heads * layout.head, keyValue), hidden),
        part(name('self_attn.v_proj'), after((heads + kvHeads) * layout.head, keyValue), hidden),
      ]),
      output: pack(arena, precision, layout.query, layout.hidden, [part(name('self_attn.o_proj'), hidden, query)]),
      mlpNorm: vector(name('post_attention_layernorm')),
      widen: pack(arena, precision, layout.hidden, 2 * layout.inner, [
        part(name('mlp.gate_proj'), inner, hidden),
        part(name('mlp.up_proj'), after(layout.inner, inner), hidden),
      ]),
      narrow: pack(arena, precision, layout.inner, layout.hidden, [part(name('mlp.down_proj'), hidden, inner)]),
    };
  };

  const embedding = weights.get('model.embed_tokens.weight');
  const unembedding = config.tiedEmbedding ? embedding : weights.get('lm_head.weight');
  return {
    embedding,
    layers: Array.from({ length: config.layers }, (_, index) => layer(index)),
    finalNorm: vector('model.norm.weight'),
    unembed: pack(arena, precision, layout.hidden, layout.vocabulary, [
      { tensor: unembedding, rows: inPlace(config.vocabSize), columns: hidden },
    ]),
  };
}
