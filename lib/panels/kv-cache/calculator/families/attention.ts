import type { Fields } from '../config/fields';
import type { Family } from './contract';
import { fullAttention, slidingAttention } from './heads';
import { isLastOf, typesBy } from './types';

const full = 'full_attention';
const sliding = 'sliding_attention';

/** Qwen 2 configs name a window that their class turns off by default. */
const windowIsOff = ({ use_sliding_window: use, model_type: type }: Fields): boolean =>
  use === false || (use === undefined && /^qwen[23]/.test(type ?? ''));

/** Which layers have a window, after `Qwen2Config`, `Gemma3TextConfig`, `Cohere2Config` and `Exaone4Config`; without a pattern, all. */
function typeOf(fields: Fields, at: number): string {
  if (!fields.sliding_window || windowIsOff(fields)) return full;
  const { sliding_window_pattern: pattern, max_window_layers: firstSliding } = fields;
  if (typeof pattern === 'string') return pattern[at % pattern.length] === 'G' ? full : sliding;
  if (pattern !== undefined) return isLastOf(at, pattern) ? full : sliding;
  if (firstSliding !== undefined && fields.use_sliding_window) return at < firstSliding ? full : sliding;
  return sliding;
}

/** Keys and values for every KV head, in all tokens or in a window. */
export const attention: Family = {
  id: 'attention',
  title: 'Llama, Mistral, Qwen, Gemma 2 and 3, Phi, SmolLM, gpt-oss, GLM, MiniMax-M2',
  fits: () => true,
  // The values of `Gemma2Config`, `Gemma3TextConfig` and `GptOssConfig`.
  defaults: {
    gemma2: {
      num_attention_heads: 8,
      num_key_value_heads: 4,
      head_dim: 256,
      sliding_window: 4096,
      sliding_window_pattern: 2,
    },
    gemma3_text: {
      num_attention_heads: 8,
      num_key_value_heads: 4,
      head_dim: 256,
      sliding_window: 4096,
      sliding_window_pattern: 6,
    },
    gpt_oss: { sliding_window: 128, sliding_window_pattern: 2 },
  },
  types: fields => typesBy(fields, at => typeOf(fields, at)),
  layers: {
    [full]: fields => fullAttention(fields),
    attention: fields => fullAttention(fields),
    [sliding]: fields =>
      // A window of 0 tokens is written for none.
      fields.sliding_window === 0 ? fullAttention(fields) : slidingAttention(fields),
  },
  notes: ({ model_type: type }) =>
    type === 'gpt_oss'
      ? ['Its attention sinks are one learned number for each head, a weight, so they store nothing.']
      : [],
};
