import type { Family } from './contract';
import { chunkedAttention, fullAttention } from './heads';
import { isLastOf, typesBy } from './types';

/** Layers with rotary positions attend within a chunk of the text; the others, one in four by default, to all of it. */
export const chunked: Family = {
  id: 'chunked',
  title: 'Llama 4',
  fits: fields => fields.attention_chunk_size !== undefined,
  types: fields =>
    typesBy(fields, at => {
      const isFull = fields.no_rope_layers?.length
        ? fields.no_rope_layers[at] === 0
        : isLastOf(at, fields.no_rope_layer_interval ?? 4);
      return isFull ? 'full_attention' : 'chunked_attention';
    }),
  layers: {
    full_attention: fields => fullAttention(fields),
    chunked_attention: chunkedAttention,
  },
};
