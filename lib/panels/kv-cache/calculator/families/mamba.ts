import { Failure } from '@/lib/core/failure';
import type { Fields } from '../config/fields';
import { need, needOneOf } from '../config/need';
import type { LayerSpec } from '../layer';
import type { Family } from './contract';
import { fullAttention } from './heads';
import { typesBy } from './types';

const typeOfLetter: Readonly<Record<string, string>> = { M: 'mamba', '*': 'attention', E: 'moe', '-': 'mlp' };

/** Bamba and Granite may say "auto": then the heads divide the expanded hidden size. */
function headSize(fields: Fields, heads: number): number {
  if (fields.mamba_head_dim !== undefined) return fields.mamba_head_dim;
  const size = need(fields, 'mamba_d_head');
  return size === 'auto' ? ((fields.mamba_expand ?? 2) * need(fields, 'hidden_size')) / heads : size;
}

/** Mamba-2 (arXiv 2405.21060): a matrix a head, and the last inputs of a convolution over inputs and the two projections of each group. */
function mamba2(fields: Fields): LayerSpec {
  const heads = needOneOf(fields, 'mamba_num_heads', 'mamba_n_heads');
  const groups = needOneOf(fields, 'n_groups', 'mamba_n_groups');
  const state = needOneOf(fields, 'ssm_state_size', 'mamba_d_state');
  const inner = heads * headSize(fields, heads);
  return {
    kind: 'linear',
    stores: [
      {
        kind: 'state',
        recurrent: inner * state,
        channels: inner + 2 * groups * state,
        span: needOneOf(fields, 'conv_kernel', 'mamba_d_conv'),
      },
    ],
  };
}

const nothing = (): LayerSpec => ({ kind: 'none', stores: [] });

/** Models that mix Mamba-2 layers with full attention, and have feed-forward layers of their own. */
export const mamba: Family = {
  id: 'mamba',
  title: 'Nemotron-H and Nemotron 3, Granite 4, Bamba',
  fits: fields => fields.mamba_num_heads !== undefined || fields.mamba_n_heads !== undefined,
  types: fields => {
    const { hybrid_override_pattern: pattern, layers_block_type: types, attn_layer_indices: attention } = fields;
    if (types) return types;
    if (pattern !== undefined) return [...pattern].map(letter => typeOfLetter[letter] ?? letter);
    if (attention) return typesBy(fields, at => (attention.includes(at) ? 'attention' : 'mamba'));
    throw new Failure('config-unfit', 'It does not say which of its layers are Mamba layers.');
  },
  layers: {
    // transformers 5 renames both types when it writes a file.
    mamba: mamba2,
    linear_attention: mamba2,
    attention: fields => fullAttention(fields),
    full_attention: fields => fullAttention(fields),
    moe: nothing,
    mlp: nothing,
  },
};
