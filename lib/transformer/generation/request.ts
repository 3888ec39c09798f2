/**
 * Requests and results of generation. The fields equal those of the engines' contract, which this layer must not
 * import; the embedded engine passes its requests through unchanged.
 */

import type { JsonSchema } from '@/lib/core/json';

export interface Message {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export interface GenerationRequest {
  messages: Message[];
  max_tokens: number;
  temperature: number;
  top_p: number;
  /** Unsigned 32-bit. Each request has a random stream of its own, so that an answer does not depend on its batch. */
  seed: number;
  stop: string[];
  logprobs: boolean;
  /** Number of most likely tokens to report at each position, with their log-probabilities. */
  top_logprobs?: number;
  /** Holds the answer to JSON of this schema; see `grammar/json-schema.ts` for what it may say. */
  schema?: JsonSchema;
}

/**
 * The text that a token added to the answer ('' for part of a character), and its natural log-probability under the model: over all tokens,
 * also where a schema allows few of them.
 */
export interface TokenRecord {
  token: string;
  logprob: number;
  /** The most likely tokens at this position, most likely first; if requested. */
  top_logprobs?: { token: string; logprob: number }[];
}

export interface GenerationEnd {
  /** `length` also where the answer was closed because it had no more tokens. */
  finish_reason: 'stop' | 'length';
  /** Counts the sampled tokens, the end token included. */
  usage: { prompt_tokens: number; completion_tokens: number };
  /** Milliseconds since the call; `queue_ms` until its sequence was opened. */
  timings: { first_token_ms: number; total_ms: number; queue_ms: number };
}

/** A piece of the answer to request `index`; the last piece has `end`. */
export interface GenerationDelta {
  index: number;
  text: string;
  logprobs?: TokenRecord[];
  end?: GenerationEnd;
}
