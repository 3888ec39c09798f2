import type { Fields } from './fields';

/** A field of models whose layers store something else than keys and values. */
interface Sign {
  name: RegExp;
  /** Whether such a value is no reason to refuse the model: its family is known, or the value says that all layers have full attention. */
  isHarmless(value: unknown, fields: Fields): boolean;
}

/** Such a model would look like one with full attention only if its field were overlooked. */
const signs: readonly Sign[] = [
  {
    name: /^(attn_layer_period|block_types|ssm_cfg|lru_width|rwkv_version|hybrid_layer_ids|mamba_d_ssm)$/,
    isHarmless: () => false,
  },
  // MiniMax: 0 is lightning attention, which has a state, and 1 is full attention.
  { name: /^attn_type_list$/, isHarmless: value => Array.isArray(value) && value.every(type => type === 1) },
  {
    name: /^mamba_(d_state|num_heads|n_heads|dt_rank)$/,
    isHarmless: (_value, fields) => (fields.mamba_num_heads ?? fields.mamba_n_heads) !== undefined,
  },
  {
    name: /^linear_(num_value_heads|key_head_dim)$/,
    isHarmless: (_value, fields) => fields.linear_num_value_heads !== undefined,
  },
];

/** The first field that speaks of layers of a kind that is not known here, if any. */
export const foreignField = (config: Readonly<Record<string, unknown>>, fields: Fields): string | undefined =>
  Object.entries(config).find(
    ([field, value]) =>
      value !== null && signs.some(({ name, isHarmless }) => name.test(field) && !isHarmless(value, fields)),
  )?.[0];
