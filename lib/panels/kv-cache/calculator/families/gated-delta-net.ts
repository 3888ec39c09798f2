import type { Fields } from '../config/fields';
import { need } from '../config/need';
import type { LayerSpec } from '../layer';
import type { Family } from './contract';
import { fullAttention } from './heads';
import { isLastOf, typesBy } from './types';

/** A gated delta rule (arXiv 2412.06464): a matrix a value head, and the last inputs of a convolution over queries, keys and values. */
function gatedDeltaNet(fields: Fields): LayerSpec {
  const keySize = need(fields, 'linear_key_head_dim');
  const values = need(fields, 'linear_num_value_heads') * need(fields, 'linear_value_head_dim');
  return {
    kind: 'linear',
    stores: [
      {
        kind: 'state',
        recurrent: values * keySize,
        channels: 2 * need(fields, 'linear_num_key_heads') * keySize + values,
        span: need(fields, 'linear_conv_kernel_dim'),
      },
    ],
  };
}

/** Models that mix gated delta nets with full attention. */
export const gatedDelta: Family = {
  id: 'gated-delta-net',
  title: 'Qwen3-Next, Qwen 3.5 and 3.6',
  fits: fields => fields.linear_num_value_heads !== undefined,
  types: fields =>
    typesBy(fields, at =>
      isLastOf(at, need(fields, 'full_attention_interval')) ? 'full_attention' : 'linear_attention',
    ),
  layers: { full_attention: fields => fullAttention(fields), linear_attention: gatedDeltaNet },
};
