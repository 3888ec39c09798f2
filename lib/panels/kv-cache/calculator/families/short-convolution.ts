import type { Fields } from '../config/fields';
import { need } from '../config/need';
import type { LayerSpec } from '../layer';
import type { Family } from './contract';
import { fullAttention } from './heads';
import { typesBy } from './types';

const convolution = (fields: Fields): LayerSpec => ({
  kind: 'convolution',
  stores: [{ kind: 'state', recurrent: 0, channels: need(fields, 'hidden_size'), span: need(fields, 'conv_L_cache') }],
});

/** Models that mix gated short convolutions with full attention. */
export const shortConvolution: Family = {
  id: 'short-convolution',
  title: 'LFM2',
  fits: fields => fields.conv_L_cache !== undefined,
  types: fields => {
    const full = new Set(need(fields, 'full_attn_idxs'));
    return typesBy(fields, at => (full.has(at) ? 'full_attention' : 'conv'));
  },
  layers: { full_attention: fields => fullAttention(fields), conv: convolution },
};
