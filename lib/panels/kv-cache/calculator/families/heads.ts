import { Failure } from '@/lib/core/failure';
import type { Fields } from '../config/fields';
import { need } from '../config/need';
import type { GrowingStore, LayerSpec, Vectors, WindowStore } from '../layer';

/** What of a layer's attention differs from the model's. */
interface Change {
  kvHeads?: number | undefined;
  headSize?: number | undefined;
}

/**
 * The keys and values of one token: one of each for every KV head. Without `num_key_value_heads` every head has its own, and without
 * `head_dim` the heads divide `hidden_size`.
 */
function keysAndValues(fields: Fields, { kvHeads, headSize }: Change): { entry: Vectors[]; operations: number } {
  const heads = need(fields, 'num_attention_heads');
  const count = kvHeads ?? fields.num_key_value_heads ?? fields.num_kv_heads ?? (fields.multi_query ? 1 : heads);
  const keys = headSize ?? fields.head_dim ?? fields.attention_head_dim ?? need(fields, 'hidden_size') / heads;
  if (!Number.isInteger(keys))
    throw new Failure('config-unfit', `Its hidden_size is not a multiple of ${heads} heads, and it has no head_dim.`);
  if (count > heads) throw new Failure('config-unfit', `It has more key-value heads (${count}) than heads (${heads}).`);
  const values = headSize ?? fields.v_head_dim ?? keys;
  return {
    entry: [
      { role: 'key', count, size: keys },
      { role: 'value', count, size: values },
    ],
    // A multiplication and an addition for each element, for the score and for the sum of values.
    operations: 2 * heads * (keys + values),
  };
}

const growing = (fields: Fields, change: Change): GrowingStore => ({
  kind: 'growing',
  stride: 1,
  ...keysAndValues(fields, change),
});

const windowed = (fields: Fields, size: number): WindowStore => ({
  kind: 'window',
  size,
  ...keysAndValues(fields, {}),
});

/** Attention to all tokens, with keys and values for every KV head. @throws Failure `config-unfit` for a missing field */
export const fullAttention = (fields: Fields, change: Change = {}): LayerSpec => ({
  kind: 'full',
  stores: [growing(fields, change)],
});

/** Attention to the last `sliding_window` tokens. @throws Failure `config-unfit` for a missing field */
export const slidingAttention = (fields: Fields): LayerSpec => ({
  kind: 'sliding',
  stores: [windowed(fields, need(fields, 'sliding_window'))],
});

/** Attention to the tokens of one chunk of `attention_chunk_size`. @throws Failure `config-unfit` for a missing field */
export const chunkedAttention = (fields: Fields): LayerSpec => ({
  kind: 'chunked',
  stores: [windowed(fields, need(fields, 'attention_chunk_size'))],
});
