import type { Fields } from './fields';

/**
 * Fields of models whose layers store something else than keys and values, with whether this calculator knows their family. Such a model
 * would look like one with full attention only if its field were overlooked.
 */
const signs: readonly [RegExp, (fields: Fields) => boolean][] = [
  [
    /^(attn_layer_period|block_types|ssm_cfg|lru_width|rwkv_version|hybrid_layer_ids|mamba_d_ssm|attn_type_list)$/,
    () => false,
  ],
  [/^mamba_(d_state|num_heads|n_heads|dt_rank)$/, fields => !!(fields.mamba_num_heads ?? fields.mamba_n_heads)],
  [/^linear_(num_value_heads|key_head_dim)$/, fields => fields.linear_num_value_heads !== undefined],
];

/** The first field that speaks of layers of a kind that is not known here, if any. */
export const foreignField = (config: Readonly<Record<string, unknown>>, fields: Fields): string | undefined =>
  Object.keys(config).find(
    name => config[name] !== null && signs.some(([pattern, isKnown]) => pattern.test(name) && !isKnown(fields)),
  );
