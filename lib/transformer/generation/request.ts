/**
 * Requests and results of generation. The fields equal those of the engines' contract, which this layer must not
 * import; the embedded engine passes its requests through unchanged.
 */

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
}

/** The text that a token added to the answer ('' for part of a character), and its natural log-probability. */
export interface TokenRecord {
  token: string;
  logprob: number;
  /** The most likely tokens at this position, most likely first; if requested. */
  top_logprobs?: { token: string; logprob: number }[];
}

export interface GenerationEnd {
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
