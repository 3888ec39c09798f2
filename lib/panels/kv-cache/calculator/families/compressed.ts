import { Failure } from '@/lib/core/failure';
import type { Fields } from '../config/fields';
import { need } from '../config/need';
import type { LayerSpec, Vectors } from '../layer';
import type { Family } from './contract';
import { indexStore } from './latent';
import { typesBy } from './types';

const [sliding, sparse, heavy] = ['sliding_attention', 'compressed_sparse_attention', 'heavily_compressed_attention'];

/** Types by the ratios that older files have, after `DeepseekV4Config`. */
const typeOfRatio: Readonly<Record<number, string>> = { 0: sliding, 4: sparse, 128: heavy };

/** One vector for all heads, which is key and value at once. */
const entryOf = (fields: Fields): Vectors[] => {
  const size = need(fields, 'head_dim');
  const rotary = Math.min(fields.qk_rope_head_dim ?? 0, size);
  return [
    { role: 'latent' as const, count: 1, size: size - rotary },
    { role: 'rotary' as const, count: 1, size: rotary },
  ].filter(vectors => vectors.size > 0);
};

/** A window of exact entries, and with a rate, one learned entry for so many tokens. */
function compressedAttention(fields: Fields, type?: string): LayerSpec {
  const entry = entryOf(fields);
  const operations = 4 * need(fields, 'num_attention_heads') * need(fields, 'head_dim');
  const window = { kind: 'window' as const, size: need(fields, 'sliding_window'), entry, operations };
  if (type === undefined) return { kind: 'sliding', stores: [window] };
  const stride = fields.compress_rates?.[type] ?? (type === sparse ? 4 : 128);
  const isSparse = type === sparse;
  const reads = isSparse ? fields.index_topk : undefined;
  const compressed = { kind: 'growing' as const, stride, entry, operations, ...(reads !== undefined && { reads }) };
  return {
    kind: 'compressed',
    stores: [window, compressed, ...(isSparse ? [indexStore(fields, need(fields, 'index_head_dim'), stride)] : [])],
  };
}

/** DeepSeek-V4: learned gated pooling of several tokens into one entry, beside a window; an indexer where the rate is low. */
export const compressed: Family = {
  id: 'compressed',
  title: 'DeepSeek-V4',
  fits: ({ compress_ratios: ratios, compress_rates: rates, model_type: type }) =>
    ratios !== undefined || rates !== undefined || type === 'deepseek_v4',
  // The values of `DeepseekV4Config`.
  defaults: {
    deepseek_v4: { head_dim: 512, sliding_window: 128, index_head_dim: 128, index_n_heads: 64, index_topk: 512 },
  },
  types: fields => {
    const ratios = need(fields, 'compress_ratios');
    return typesBy(fields, at => {
      const ratio = ratios[at];
      const type = ratio === undefined ? undefined : typeOfRatio[ratio];
      if (type === undefined)
        throw new Failure(
          'config-unfit',
          `Layer ${at} has the compression ratio ${ratio ?? 'of no entry'}, not 0, 4 or 128.`,
        );
      return type;
    });
  },
  layers: {
    [sliding]: fields => compressedAttention(fields),
    [sparse]: fields => compressedAttention(fields, sparse),
    [heavy]: fields => compressedAttention(fields, heavy),
  },
};
