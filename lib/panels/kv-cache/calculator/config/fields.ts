import * as z from 'zod/mini';

/** The largest numbers that are computed with. They keep a hostile file from exhausting memory and sums within exact integers. */
const most = { layers: 2_048, heads: 4_096, size: 262_144, tokens: 1_073_741_824 } as const;

const integer = (
  least: number,
  limit: number,
  rule = `is not a whole number from ${least.toLocaleString('en')} to ${limit.toLocaleString('en')}`,
) => z.int(rule).check(z.minimum(least, rule), z.maximum(limit, rule));
const whole = (least: number, limit: number) => z.nullish(integer(least, limit));
const heads = whole(1, most.heads);
const size = whole(1, most.size);
const tokens = whole(1, most.tokens);
const flag = z.nullish(z.boolean('is not true or false'));
const name = z.string('is not a text').check(z.maxLength(64, 'is longer than 64 characters'));
const listRule = `is not a list of at most ${most.layers.toLocaleString('en')} items`;
const list = <T extends z.ZodMiniType>(item: T) =>
  z.nullish(z.array(item, listRule).check(z.maxLength(most.layers, listRule)));
const index = integer(0, most.layers, 'is not a layer');

/**
 * The fields of a `config.json` that say what its layers store. All others are ignored. A field that is null counts as not given. The rule
 * that a field breaks is the message of its issue.
 */
export const fieldsSchema = z.object({
  model_type: z.nullish(name),
  num_hidden_layers: whole(1, most.layers),
  hidden_size: size,
  num_attention_heads: heads,
  num_key_value_heads: heads,
  num_kv_heads: heads,
  multi_query: flag,
  head_dim: size,
  attention_head_dim: size,
  v_head_dim: size,
  max_position_embeddings: tokens,
  layer_types: list(name),

  sliding_window: whole(0, most.tokens),
  use_sliding_window: flag,
  max_window_layers: whole(0, most.layers),
  sliding_window_pattern: z.nullish(
    z.union(
      [
        integer(1, most.layers),
        // One letter a layer, repeated: L(ocal) or G(lobal).
        z.string().check(z.regex(/^[LG]{1,64}$/, 'is not a text of at most 64 letters L and G')),
      ],
      'is neither a whole number nor a text of the letters L and G',
    ),
  ),
  attention_chunk_size: tokens,
  no_rope_layers: list(index),
  no_rope_layer_interval: whole(1, most.layers),

  global_head_dim: size,
  num_global_key_value_heads: heads,
  num_kv_shared_layers: whole(0, most.layers),

  kv_lora_rank: size,
  qk_rope_head_dim: size,
  index_head_dim: size,
  index_n_heads: heads,
  index_topk: tokens,
  compress_ratios: list(
    z
      .number('is not a number')
      .check(z.int('is not a whole number'), z.minimum(0, 'is negative'), z.maximum(65_536, 'is too large')),
  ),
  compress_rates: z.nullish(
    z.record(z.string().check(z.maxLength(64)), integer(1, 65_536), 'is not an object of rates'),
  ),

  full_attention_interval: whole(1, most.layers),
  linear_num_key_heads: heads,
  linear_num_value_heads: heads,
  linear_key_head_dim: size,
  linear_value_head_dim: size,
  linear_conv_kernel_dim: whole(1, 64),
  linear_attn_config: z.nullish(
    z.object(
      {
        full_attn_layers: z.array(index, listRule).check(z.maxLength(most.layers, listRule)),
        num_heads: integer(1, most.heads),
        head_dim: integer(1, most.size),
        short_conv_kernel_size: integer(1, 64),
      },
      'is not an object',
    ),
  ),

  hybrid_override_pattern: z.nullish(
    z
      .string('is not a text')
      .check(z.maxLength(most.layers, 'is too long'), z.regex(/^[M*E-]*$/, 'has a letter other than M, *, E and -')),
  ),
  layers_block_type: list(name),
  attn_layer_indices: list(index),
  mamba_num_heads: heads,
  mamba_n_heads: heads,
  mamba_head_dim: size,
  mamba_d_head: z.nullish(z.union([z.literal('auto'), integer(1, most.size)], 'is neither a number nor "auto"')),
  mamba_expand: whole(1, 64),
  n_groups: heads,
  mamba_n_groups: heads,
  ssm_state_size: size,
  mamba_d_state: size,
  conv_kernel: whole(1, 64),
  mamba_d_conv: whole(1, 64),

  conv_L_cache: whole(1, 64),
  full_attn_idxs: list(index),
});

/** Fields of a config that were checked, none of them null. */
export type Fields = { [Name in keyof z.infer<typeof fieldsSchema>]?: NonNullable<z.infer<typeof fieldsSchema>[Name]> };

export type FieldName = keyof Fields;
