import type { Fields } from '../config/fields';
import { need } from '../config/need';
import { attention } from './attention';
import type { Family } from './contract';
import { fullAttention, slidingAttention } from './heads';

/** The heads of layers with full attention, which differ from those with a window. */
const globalHeads = (fields: Fields) => ({
  headSize: need(fields, 'global_head_dim'),
  kvHeads: fields.num_global_key_value_heads,
});

/** Layers with full attention have heads of another number and size than layers with a window. */
export const gemma4: Family = {
  id: 'gemma-4',
  title: 'Gemma 4',
  fits: fields => fields.global_head_dim !== undefined,
  types: attention.types,
  layers: {
    full_attention: fields => fullAttention(fields, globalHeads(fields)),
    sliding_attention: slidingAttention,
  },
  notes: () => [
    'Its layers with full attention may compute keys and values by one projection, yet a cache stores both: keys are rotated, values are not.',
  ],
};
