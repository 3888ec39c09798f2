import type { Fields } from '../config/fields';
import { need } from '../config/need';
import type { LayerSpec, Store } from '../layer';
import type { Family } from './contract';
import { typesBy } from './types';

/**
 * Multi-head latent attention (DeepSeek-V2, arXiv 2405.04434): one latent vector and one rotated key a token, for all heads. With an
 * indexer (DeepSeek-V3.2), each token also has a vector by which the tokens that are read are selected.
 *
 * @throws Failure `config-unfit` for a missing field
 */
export function latentAttention(fields: Fields): LayerSpec {
  const [rank, rotary] = [need(fields, 'kv_lora_rank'), need(fields, 'qk_rope_head_dim')];
  const { index_head_dim: indexSize, index_topk: reads } = fields;
  const latent: Store = {
    kind: 'growing',
    stride: 1,
    entry: [
      { role: 'latent', count: 1, size: rank },
      { role: 'rotary', count: 1, size: rotary },
    ],
    ...(indexSize !== undefined && reads !== undefined && { reads }),
    // The projections of keys and values are absorbed into those of queries and outputs, so heads work on the latent vector.
    operations: 2 * need(fields, 'num_attention_heads') * (rank + rotary + rank),
  };
  return { kind: 'latent', stores: indexSize === undefined ? [latent] : [latent, indexStore(fields, indexSize, 1)] };
}

/** The vectors by which an indexer selects entries. All of them are read in every step. */
export const indexStore = (fields: Fields, size: number, stride: number): Store => ({
  kind: 'growing',
  stride,
  entry: [{ role: 'index', count: 1, size }],
  operations: 2 * (fields.index_n_heads ?? 1) * size,
});

/** The same, with an indexer that the config must describe. */
function indexedAttention(fields: Fields): LayerSpec {
  need(fields, 'index_head_dim');
  return latentAttention(fields);
}

/** Models whose every layer has latent attention. */
export const latent: Family = {
  id: 'latent',
  title: 'DeepSeek-V2, V3 and V3.2, Kimi K2, GLM-4.7-Flash',
  fits: fields => fields.kv_lora_rank !== undefined,
  types: fields => typesBy(fields, () => 'full_attention'),
  // Layers with an indexer have names of their own in `layer_types`.
  layers: {
    full_attention: latentAttention,
    deepseek_sparse_attention: indexedAttention,
    indexed_attention: indexedAttention,
  },
  notes: ({ num_key_value_heads: heads = 1 }) =>
    heads > 1 ? [`Its ${heads} key-value heads are computed from the latent vector, and are not stored.`] : [],
};
