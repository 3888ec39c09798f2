import type { Fields } from '../config/fields';
import { need } from '../config/need';
import type { LayerSpec } from '../layer';
import type { Family } from './contract';
import { latentAttention } from './latent';
import { typesBy } from './types';

/** Kimi delta attention (arXiv 2510.26692): a square matrix a head, and one convolution each for queries, keys and values. */
function kimiDeltaAttention(fields: Fields): LayerSpec {
  const { num_heads: heads, head_dim: size, short_conv_kernel_size: span } = need(fields, 'linear_attn_config');
  return {
    kind: 'linear',
    stores: [{ kind: 'state', recurrent: heads * size * size, channels: 3 * heads * size, span }],
  };
}

/** Kimi delta attention with latent attention between. The config counts its layers from 1. */
export const kimiLinear: Family = {
  id: 'kimi-linear',
  title: 'Kimi Linear',
  fits: fields => fields.linear_attn_config !== undefined,
  types: fields => {
    const full = new Set(need(fields, 'linear_attn_config').full_attn_layers);
    return typesBy(fields, at => (full.has(at + 1) ? 'full_attention' : 'linear_attention'));
  },
  layers: { full_attention: latentAttention, linear_attention: kimiDeltaAttention },
};
